"""What was said in the threads of requests, and where it stands again."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import Row, delete, select, update

from storage.conversations import Conversation, Side
from storage.repository import Repository
from storage.tables import message_copies, thread_messages

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime


class MessageState(StrEnum):
    """What became of a message in a thread of ours."""

    # Its words are the request's own; what was said in one breath has several of these.
    SOURCE = "source"
    WAITING = "waiting"
    INTERNAL = "internal"
    RELAYED = "relayed"
    UNDONE = "undone"


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


class Messages(Repository):
    """What people said in the threads of requests."""

    def say(self, message: ThreadMessage) -> int | None:
        """Keep a message; return its id, or None if it was kept before."""
        row = self.added(
            thread_messages,
            request_id=message.request_id,
            side=message.side,
            channel=message.channel,
            ts=message.ts,
            author_id=message.author_id,
            said_at=message.said_at,
            state=message.state,
            text=message.text,
        )
        return row.id if row is not None else None

    def get(self, message_id: int, *, to_change: bool = False) -> ThreadMessage | None:
        """Read one message."""
        query = select(thread_messages).where(
            thread_messages.c.id == message_id,
            thread_messages.c.workspace_id == self.workspace_id,
        )
        row = self.connection.execute(
            query.with_for_update(key_share=True) if to_change else query
        ).first()
        return _message(row) if row is not None else None

    def at(self, channel: str, ts: str) -> ThreadMessage | None:
        """Find the message that stands at this spot in Slack."""
        row = self.connection.execute(
            select(thread_messages).where(
                thread_messages.c.workspace_id == self.workspace_id,
                thread_messages.c.channel == channel,
                thread_messages.c.ts == ts,
            )
        ).first()
        return _message(row) if row is not None else None

    def request_begun_at(self, channel: str, ts: str) -> int | None:
        """Find the request that a message began, alone or as one of several."""
        query = select(thread_messages.c.request_id).where(
            thread_messages.c.workspace_id == self.workspace_id,
            thread_messages.c.channel == channel,
            thread_messages.c.ts == ts,
            thread_messages.c.state == MessageState.SOURCE,
        )
        return self.connection.execute(query).scalar()

    def known(self, channel: str, spots: Sequence[str]) -> set[str]:
        """Tell which of these spots in Slack hold a message that is kept."""
        query = select(thread_messages.c.ts).where(
            thread_messages.c.workspace_id == self.workspace_id,
            thread_messages.c.channel == channel,
            thread_messages.c.ts.in_(spots),
        )
        return set(self.connection.execute(query).scalars())

    def in_thread(self, thread: Conversation, *, since: str) -> list[ThreadMessage]:
        """List what was said in a thread from a spot on, but for words that are gone."""
        query = select(thread_messages).where(
            thread_messages.c.request_id == thread.request_id,
            thread_messages.c.side == thread.side,
            thread_messages.c.channel == thread.channel,
            thread_messages.c.ts >= since,
            thread_messages.c.text != "",
        )
        return [_message(row) for row in self.connection.execute(query)]

    def waiting(self, request_id: int, side: Side, *, limit: int) -> list[ThreadMessage]:
        """List what has not been passed on in a thread, in the order in which it was said."""
        query = (
            select(thread_messages)
            .where(
                thread_messages.c.request_id == request_id,
                thread_messages.c.side == side,
                thread_messages.c.state == MessageState.WAITING,
            )
            .order_by(thread_messages.c.ts)
            .limit(limit)
        )
        return [_message(row) for row in self.connection.execute(query)]

    def exchanged(self, request_id: int) -> list[ThreadMessage]:
        """List what the two sides of a request have said to each other, in order.

        It begins with the message that became the request, if one did.
        """
        query = (
            select(thread_messages)
            .where(
                thread_messages.c.request_id == request_id,
                thread_messages.c.state.in_((MessageState.RELAYED, MessageState.SOURCE)),
            )
            .order_by(thread_messages.c.ts)
        )
        return [_message(row) for row in self.connection.execute(query)]

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
