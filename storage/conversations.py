"""Which Slack threads belong to which request."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import Row, bindparam, case, func, select, union_all, update

from storage.repository import Repository
from storage.tables import conversations, requests

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime


class Side(StrEnum):
    """Whose thread it is."""

    REQUESTER = "requester"
    CARD = "card"
    OWNER = "owner"
    FORMER = "former"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """One thread; `root_ts` is unknown until its first message stands in Slack.

    `message_ts` is the message of ours that is edited in place: the receipt or the card.
    `person_id` is the technician in whose direct messages an owner's thread stands.
    """

    id: int
    request_id: int
    side: Side
    channel: str | None
    root_ts: str | None
    message_ts: str | None
    person_id: int | None = None

    @property
    def is_public(self) -> bool:
        """Whether it stands in a channel; what stands nowhere yet will be direct messages."""
        return self.channel is not None and not self.channel.startswith("D")


_OF_REQUEST = select(conversations).where(conversations.c.request_id == bindparam("of_request"))
_OF_SEVERAL = select(conversations).where(
    conversations.c.request_id.in_(bindparam("of_requests", expanding=True))
)
_OF_SIDE = _OF_REQUEST.where(conversations.c.side == bindparam("of_side"))
_AT = select(conversations).where(
    conversations.c.workspace_id == bindparam("here"),
    conversations.c.channel == bindparam("channel"),
    conversations.c.root_ts == bindparam("root_ts"),
)
# A thread that has gone over to another request has no root, and gets none by an edit.
_ROOT = case((conversations.c.message_ts.is_(None), bindparam("ts")))
_STAND = update(conversations).values(
    channel=bindparam("channel"),
    message_ts=bindparam("message_ts"),
    root_ts=func.coalesce(conversations.c.root_ts, _ROOT),
    look_at=bindparam("look_at"),
)
_STANDS = _STAND.where(
    conversations.c.request_id == bindparam("of_request"),
    conversations.c.side == bindparam("of_side"),
)
_STANDS_BY_ID = _STAND.where(conversations.c.id == bindparam("known_id"))


class Conversations(Repository):
    """The threads of requests."""

    def open(
        self,
        request_id: int,
        side: Side,
        *,
        channel: str | None = None,
        root_ts: str | None = None,
        person_id: int | None = None,
    ) -> Conversation | None:
        """Tie a thread to a request; None if the thread belongs to one already."""
        row = self.added(
            conversations,
            request_id=request_id,
            side=side,
            channel=channel,
            root_ts=root_ts,
            person_id=person_id,
        )
        return to_conversation(row) if row is not None else None

    def of(self, request_id: int, side: Side) -> Conversation | None:
        """Find one thread of a request."""
        values = {"of_request": request_id, "of_side": side}
        row = self.connection.execute(_OF_SIDE, values).first()
        return to_conversation(row) if row is not None else None

    def by_id(self, conversation_id: int) -> Conversation | None:
        """Find one thread by its key."""
        query = select(conversations).where(
            conversations.c.id == conversation_id,
            conversations.c.workspace_id == self.workspace_id,
        )
        row = self.connection.execute(query).first()
        return to_conversation(row) if row is not None else None

    def threads_of(self, request_id: int) -> dict[Side, Conversation]:
        """Find every thread of a request but those of former owners."""
        rows = self.connection.execute(_OF_REQUEST, {"of_request": request_id})
        found = (to_conversation(row) for row in rows)
        return {thread.side: thread for thread in found if thread.side is not Side.FORMER}

    def threads_of_several(
        self, request_ids: Collection[int]
    ) -> dict[tuple[int, Side], Conversation]:
        """Find the threads of several requests at once, by request and side."""
        if not request_ids:
            return {}
        rows = self.connection.execute(_OF_SEVERAL, {"of_requests": list(request_ids)})
        found = (to_conversation(row) for row in rows)
        return {(known.request_id, known.side): known for known in found}

    def at(self, channel: str, root_ts: str) -> Conversation | None:
        """Find the request's thread that starts with this message."""
        values = {"here": self.workspace_id, "channel": channel, "root_ts": root_ts}
        row = self.connection.execute(_AT, values).first()
        return to_conversation(row) if row is not None else None

    def stands(
        self,
        request_id: int,
        side: Side,
        *,
        channel: str,
        ts: str,
        look_at: datetime | None = None,
    ) -> None:
        """Note where our own message of this thread stands; it may also be its root.

        At `look_at` somebody is to see whether it still does.
        """
        spot = {"channel": channel, "message_ts": ts, "ts": ts, "look_at": look_at}
        self.connection.execute(_STANDS, {"of_request": request_id, "of_side": side, **spot})

    def thread_stands(
        self, conversation_id: int, *, channel: str, ts: str, look_at: datetime | None = None
    ) -> None:
        """Note as `stands` does, for one of several threads of a side."""
        spot = {"channel": channel, "message_ts": ts, "ts": ts, "look_at": look_at}
        self.connection.execute(_STANDS_BY_ID, {"known_id": conversation_id, **spot})

    def go_over(self, known: Conversation, *, to: int, root_ts: str) -> None:
        """Tie a thread to the request that goes on in it; its first message stays with the old."""
        self.connection.execute(
            update(conversations)
            .where(conversations.c.id == known.id)
            .values(request_id=to, root_ts=root_ts, message_ts=None)
        )
        self.added(
            conversations,
            request_id=known.request_id,
            side=known.side,
            channel=known.channel,
            message_ts=known.message_ts,
        )

    def end(self, conversation_id: int) -> None:
        """Make an owner's thread one of a former owner."""
        self.connection.execute(
            update(conversations)
            .where(conversations.c.id == conversation_id)
            .values(side=Side.FORMER)
        )

    def left_in(self, request_id: int, channel: str) -> Conversation | None:
        """Find the thread of the card that a request left behind in a channel, the newest first."""
        query = (
            _OF_REQUEST.where(
                conversations.c.side == Side.FORMER,
                conversations.c.channel == channel,
                conversations.c.person_id.is_(None),
            )
            .order_by(conversations.c.id.desc())
            .limit(1)
        )
        row = self.connection.execute(query, {"of_request": request_id}).first()
        return to_conversation(row) if row is not None else None

    def is_catching_up(self, conversation_id: int) -> bool:
        """Say whether what is said in a thread has to wait for what was said before."""
        query = select(conversations.c.catching_up).where(conversations.c.id == conversation_id)
        return bool(self.connection.execute(query).scalar())

    def in_work(self, desk_keys: Collection[str], *, closing_after: datetime) -> list[Conversation]:
        """List the threads of requests that are open, or may be reopened, the liveliest first."""
        here = requests.c.workspace_id == self.workspace_id
        is_open = requests.c.desk_key.in_(desk_keys) & requests.c.ended_at.is_(None)
        ids = union_all(
            select(requests.c.id).where(here, is_open),
            select(requests.c.id).where(here, requests.c.close_at > closing_after),
        )
        query = (
            select(conversations)
            .join(requests, requests.c.id == conversations.c.request_id)
            .where(
                requests.c.id.in_(ids),
                conversations.c.root_ts.is_not(None),
                conversations.c.side != Side.FORMER,
            )
            .order_by(requests.c.last_event_at.desc(), conversations.c.id)
        )
        return [to_conversation(row) for row in self.connection.execute(query)]

    def set_catching_up(self, *ids: int, waits: bool) -> None:
        """Note whether what is said in threads has to wait."""
        self.connection.execute(
            update(conversations).where(conversations.c.id.in_(ids)).values(catching_up=waits)
        )


def to_conversation(row: Row[Any]) -> Conversation:
    """Build the value from a row of the table."""
    return Conversation(
        id=row.id,
        request_id=row.request_id,
        side=Side(row.side),
        channel=row.channel,
        root_ts=row.root_ts,
        message_ts=row.message_ts,
        person_id=row.person_id,
    )
