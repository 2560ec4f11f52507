"""Which request a thread in Slack belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.conversations import Side

if TYPE_CHECKING:
    from storage.conversations import Conversation
    from storage.store import Transaction


def thread_at(tx: Transaction, channel: str, thread_ts: str) -> Conversation | None:
    """Find the thread of a request below a message.

    Several messages may have begun one, and what began it may have been deleted since.
    """
    found = tx.conversations.at(channel, thread_ts) or tx.upkeep.earlier(channel, thread_ts)
    if found is not None:
        return found
    request_id = tx.messages.request_begun_at(channel, thread_ts)
    return tx.conversations.of(request_id, Side.REQUESTER) if request_id is not None else None
