"""Which Slack threads belong to which request, and what was said in them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import Row, bindparam, delete, func, select, update

from storage.repository import Repository
from storage.tables import conversations, message_copies, thread_messages

if TYPE_CHECKING:
    from datetime import datetime


class Side(StrEnum):
    """Whose thread it is."""

    REQUESTER = "requester"
    CARD = "card"
    OWNER = "owner"


class MessageState(StrEnum):
    """What became of a message in a thread of ours."""

    INTERNAL = "internal"
    RELAYED = "relayed"
    UNDONE = "undone"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadMessage:
    """Something a person said in a thread of a request."""

    id: int
    request_id: int
    side: Side
    channel: str
    ts: str
    author_id: int | None
    said_at: datetime
    state: MessageState
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """Where a message stands again, in another thread."""

    conversation_id: int
    channel: str
    ts: str


_OF_REQUEST = select(conversations).where(conversations.c.request_id == bindparam("of_request"))
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
    """The threads of requests and the messages in them."""

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

    def say(self, message: ThreadMessage) -> int | None:
        """Keep a message; return its id, or None if it was kept before."""
        statement = self.upsert(thread_messages).values(
            workspace_id=self.workspace_id,
            request_id=message.request_id,
            side=message.side,
            channel=message.channel,
            ts=message.ts,
            author_id=message.author_id,
            said_at=message.said_at,
            state=message.state,
            text=message.text,
        )
        kept = statement.on_conflict_do_nothing().returning(thread_messages.c.id)
        return self.connection.execute(kept).scalar()

    def message(self, message_id: int, *, to_change: bool = False) -> ThreadMessage | None:
        """Read one message."""
        query = select(thread_messages).where(
            thread_messages.c.id == message_id,
            thread_messages.c.workspace_id == self.workspace_id,
        )
        row = self.connection.execute(query.with_for_update() if to_change else query).first()
        return _message(row) if row is not None else None

    def message_at(self, channel: str, ts: str) -> ThreadMessage | None:
        """Find the message that stands at this spot in Slack."""
        row = self.connection.execute(
            select(thread_messages).where(
                thread_messages.c.workspace_id == self.workspace_id,
                thread_messages.c.channel == channel,
                thread_messages.c.ts == ts,
            )
        ).first()
        return _message(row) if row is not None else None

    def mark(self, message_id: int, state: MessageState) -> None:
        """Note what became of a message."""
        self._set(message_id, state=state)

    def copied(self, message_id: int, copy: Copy) -> None:
        """Note where the copy of a message stands in another thread."""
        statement = self.upsert(message_copies).values(
            message_id=message_id,
            conversation_id=copy.conversation_id,
            channel=copy.channel,
            ts=copy.ts,
        )
        self.connection.execute(
            statement.on_conflict_do_update(
                index_elements=["message_id", "conversation_id"],
                set_={"channel": copy.channel, "ts": copy.ts},
            )
        )

    def copies_of(self, message_id: int) -> dict[int, Copy]:
        """Find the copies of a message, by the conversation that each stands in."""
        query = select(message_copies).where(message_copies.c.message_id == message_id)
        return {
            row.conversation_id: Copy(
                conversation_id=row.conversation_id, channel=row.channel, ts=row.ts
            )
            for row in self.connection.execute(query)
        }

    def forget_copy(self, message_id: int, conversation_id: int) -> None:
        """Note that the copy of a message was deleted, so that the next update posts it anew."""
        self.connection.execute(
            delete(message_copies).where(
                message_copies.c.message_id == message_id,
                message_copies.c.conversation_id == conversation_id,
            )
        )

    def reword(self, message_id: int, text: str) -> None:
        """Replace the text of a message that its author edited or deleted."""
        self._set(message_id, text=text)

    def _set(self, message_id: int, **values: object) -> None:
        self.connection.execute(
            update(thread_messages).where(thread_messages.c.id == message_id).values(**values)
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


def _message(row: Row[Any]) -> ThreadMessage:
    return ThreadMessage(
        id=row.id,
        request_id=row.request_id,
        side=Side(row.side),
        channel=row.channel,
        ts=row.ts,
        author_id=row.author_id,
        said_at=row.said_at,
        state=MessageState(row.state),
        text=row.text,
    )
