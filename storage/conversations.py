"""Which Slack threads belong to which request."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import Row, bindparam, func, select, update

from storage.repository import Repository
from storage.tables import conversations

if TYPE_CHECKING:
    from collections.abc import Collection


class Side(StrEnum):
    """Whose thread it is."""

    REQUESTER = "requester"
    CARD = "card"
    OWNER = "owner"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """One thread; `root_ts` is unknown until its first message stands in Slack.

    `message_ts` is the message of ours that is edited in place: the receipt or the card.
    """

    id: int
    request_id: int
    side: Side
    channel: str | None
    root_ts: str | None
    message_ts: str | None


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
_STANDS = (
    update(conversations)
    .where(
        conversations.c.request_id == bindparam("of_request"),
        conversations.c.side == bindparam("of_side"),
    )
    .values(
        channel=bindparam("channel"),
        message_ts=bindparam("message_ts"),
        root_ts=func.coalesce(conversations.c.root_ts, bindparam("ts")),
    )
)


class Conversations(Repository):
    """The threads of requests."""

    def open(
        self, request_id: int, side: Side, *, channel: str | None = None, root_ts: str | None = None
    ) -> Conversation | None:
        """Tie a thread to a request; None if the thread belongs to one already."""
        row = self.added(
            conversations, request_id=request_id, side=side, channel=channel, root_ts=root_ts
        )
        return _conversation(row) if row is not None else None

    def of(self, request_id: int, side: Side) -> Conversation | None:
        """Find one thread of a request."""
        values = {"of_request": request_id, "of_side": side}
        row = self.connection.execute(_OF_SIDE, values).first()
        return _conversation(row) if row is not None else None

    def by_id(self, conversation_id: int) -> Conversation | None:
        """Find one thread by its key."""
        query = select(conversations).where(
            conversations.c.id == conversation_id,
            conversations.c.workspace_id == self.workspace_id,
        )
        row = self.connection.execute(query).first()
        return _conversation(row) if row is not None else None

    def threads_of(self, request_id: int) -> dict[Side, Conversation]:
        """Find every thread of a request."""
        rows = self.connection.execute(_OF_REQUEST, {"of_request": request_id})
        found = (_conversation(row) for row in rows)
        return {conversation.side: conversation for conversation in found}

    def threads_of_several(
        self, request_ids: Collection[int]
    ) -> dict[tuple[int, Side], Conversation]:
        """Find the threads of several requests at once, by request and side."""
        if not request_ids:
            return {}
        rows = self.connection.execute(_OF_SEVERAL, {"of_requests": list(request_ids)})
        found = (_conversation(row) for row in rows)
        return {(known.request_id, known.side): known for known in found}

    def at(self, channel: str, root_ts: str) -> Conversation | None:
        """Find the request's thread that starts with this message."""
        values = {"here": self.workspace_id, "channel": channel, "root_ts": root_ts}
        row = self.connection.execute(_AT, values).first()
        return _conversation(row) if row is not None else None

    def stands(self, request_id: int, side: Side, *, channel: str, ts: str) -> None:
        """Note where our own message of this thread stands; it may also be its root."""
        spot = {"channel": channel, "message_ts": ts, "ts": ts}
        self.connection.execute(_STANDS, {"of_request": request_id, "of_side": side, **spot})

    def forget_message(self, request_id: int, side: Side) -> None:
        """Note that our message was deleted, so that the next update posts it anew.

        A thread that began with it moves to the new one, where people will write.
        """
        known = self.of(request_id, side)
        if known is None:
            return
        is_root = known.root_ts == known.message_ts
        values = {"message_ts": None, **({"root_ts": None} if is_root else {})}
        self.connection.execute(
            update(conversations).where(conversations.c.id == known.id).values(values)
        )

    def is_catching_up(self, conversation_id: int) -> bool:
        """Say whether what is said in a thread has to wait for what was said before."""
        query = select(conversations.c.catching_up).where(conversations.c.id == conversation_id)
        return bool(self.connection.execute(query).scalar())

    def set_catching_up(self, conversation_id: int, *, waits: bool) -> None:
        """Note whether what is said in a thread has to wait."""
        self.connection.execute(
            update(conversations)
            .where(conversations.c.id == conversation_id)
            .values(catching_up=waits)
        )


def _conversation(row: Row[Any]) -> Conversation:
    return Conversation(
        id=row.id,
        request_id=row.request_id,
        side=Side(row.side),
        channel=row.channel,
        root_ts=row.root_ts,
        message_ts=row.message_ts,
    )
