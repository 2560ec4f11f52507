"""Whether our messages in Slack still stand: when to look, and where threads used to begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, select, update

from storage.conversations import Conversation, to_conversation
from storage.repository import Repository
from storage.tables import conversations, earlier_threads

if TYPE_CHECKING:
    from datetime import datetime

    from storage.conversations import Side

_DUE = (
    select(conversations.c.id)
    .where(
        conversations.c.workspace_id == bindparam("here"),
        conversations.c.look_at <= bindparam("now"),
    )
    .order_by(conversations.c.look_at)
    .limit(bindparam("most"))
)
_TAKE = (
    update(conversations)
    .where(conversations.c.id.in_(_DUE.with_for_update(skip_locked=True)))
    .values(look_at=bindparam("again_at"))
    .returning(conversations)
)
_EARLIER = (
    select(conversations)
    .join(earlier_threads, earlier_threads.c.conversation_id == conversations.c.id)
    .where(
        earlier_threads.c.workspace_id == bindparam("here"),
        earlier_threads.c.channel == bindparam("of_channel"),
        earlier_threads.c.root_ts == bindparam("of_root"),
    )
)


class Upkeep(Repository):
    """The heads of threads: cards and receipts, which people or accidents may take away."""

    def take(self, now: datetime, *, again_at: datetime, limit: int) -> list[Conversation]:
        """Take the threads whose heads are to be looked at, and leave them for `again_at`."""
        values = {"here": self.workspace_id, "now": now, "again_at": again_at, "most": limit}
        return [to_conversation(row) for row in self.connection.execute(_TAKE, values)]

    def is_due(self, now: datetime) -> bool:
        """Say whether any head is to be looked at."""
        due = self.connection.execute(_DUE, {"here": self.workspace_id, "now": now, "most": 1})
        return due.first() is not None

    def look(self, conversation_id: int, *, at: datetime | None) -> None:
        """Look at the head of a thread at an instant, or with None no more."""
        self.connection.execute(
            update(conversations).where(conversations.c.id == conversation_id).values(look_at=at)
        )

    def earlier(self, channel: str, root_ts: str) -> Conversation | None:
        """Find the thread that began at this message before it was deleted."""
        values = {"here": self.workspace_id, "of_channel": channel, "of_root": root_ts}
        row = self.connection.execute(_EARLIER, values).first()
        return to_conversation(row) if row is not None else None

    def behead(self, known: Conversation) -> None:
        """Note that our message was deleted, so that the next update posts it anew.

        A thread that began with it moves to the new one, and is still heard where it was.
        """
        values: dict[str, object] = {"message_ts": None}
        if known.channel is not None and known.root_ts == known.message_ts is not None:
            values["root_ts"] = None
            spot = {"channel": known.channel, "root_ts": known.root_ts}
            self.added(earlier_threads, conversation_id=known.id, **spot)
        self.connection.execute(
            update(conversations).where(conversations.c.id == known.id).values(values)
        )

    def start_over(self, request_id: int, side: Side) -> None:
        """Let a thread begin anew, wherever its first message will stand."""
        meant = (conversations.c.request_id == request_id) & (conversations.c.side == side)
        ids = select(conversations.c.id).where(meant)
        self.connection.execute(
            delete(earlier_threads).where(earlier_threads.c.conversation_id.in_(ids))
        )
        nowhere = {"channel": None, "root_ts": None, "message_ts": None}
        self.connection.execute(update(conversations).where(meant).values(nowhere))
