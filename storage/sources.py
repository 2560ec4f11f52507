"""Which messages of people became requests, or a part of one."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import bindparam, select, union_all

from storage.messages import MessageState
from storage.repository import Repository
from storage.tables import conversations, people, requests, thread_messages


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """An open request that somebody began to tell at `ts`, or went on to tell."""

    request_id: int
    ts: str


_AT = union_all(
    select(conversations.c.request_id).where(
        conversations.c.workspace_id == bindparam("here"),
        conversations.c.channel == bindparam("channel"),
        conversations.c.root_ts == bindparam("ts"),
    ),
    select(thread_messages.c.request_id).where(
        thread_messages.c.workspace_id == bindparam("here"),
        thread_messages.c.channel == bindparam("channel"),
        thread_messages.c.ts == bindparam("ts"),
    ),
)
_NEAR = (
    select(thread_messages.c.request_id, thread_messages.c.ts)
    .join(requests, requests.c.id == thread_messages.c.request_id)
    .where(
        thread_messages.c.workspace_id == bindparam("here"),
        thread_messages.c.channel == bindparam("channel"),
        thread_messages.c.ts.between(bindparam("since"), bindparam("until")),
        thread_messages.c.state == MessageState.SOURCE,
        thread_messages.c.author_id == bindparam("author_id"),
        requests.c.ended_at.is_(None),
        requests.c.private.is_(False),
    )
)
_HELD = select(people.c.id).where(people.c.id == bindparam("person_id"))


class Sources(Repository):
    """The messages out of which requests were made."""

    def hold(self, person_id: int) -> None:
        """Let nobody else file a message of this person until the transaction is over.

        SQLite lets in one writer anyway.
        """
        if self.connection.dialect.name == "sqlite":
            return
        held = _HELD.with_for_update(key_share=True)
        self.connection.execute(held, {"person_id": person_id})

    def at(self, channel: str, ts: str) -> int | None:
        """Find the request that a message belongs to, in whatever way; None if to none."""
        values = {"here": self.workspace_id, "channel": channel, "ts": ts}
        return self.connection.execute(_AT, values).scalar()

    def near(self, channel: str, *, author_id: int, since: str, until: str) -> list[Near]:
        """List what somebody told an open request with, between two timestamps of Slack's."""
        values = {"here": self.workspace_id, "channel": channel, "author_id": author_id}
        rows = self.connection.execute(_NEAR, {**values, "since": since, "until": until})
        return [Near(request_id=row.request_id, ts=row.ts) for row in rows]
