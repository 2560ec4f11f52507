"""Who gets to read what is said: the threads in which a message stands again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.conversations import Side

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from bot.domain.request import Request
    from storage.conversations import Conversation
    from storage.messages import ThreadMessage
    from storage.store import Transaction


def audience(tx: Transaction, request: Request, message: ThreadMessage) -> list[Conversation]:
    """Find the threads in which a message of `request` stands again, or is to stand.

    Where it stands already it stays, whatever has been merged or taken out since.
    """
    found = {thread.id: thread for thread in _addressed(tx, request, message)}
    for conversation_id in tx.messages.copies_of(message.id).keys() - found.keys():
        thread = tx.conversations.by_id(conversation_id)
        if thread is not None:
            found[thread.id] = thread
    return list(found.values())


def _addressed(tx: Transaction, request: Request, message: ThreadMessage) -> Iterator[Conversation]:
    """Find the threads that a message was meant for when it was said."""
    if message.side is Side.REQUESTER:
        whole = tx.links.whole_of(request, since=message.said_at)
        # Of a private request, no word gets into a channel.
        desk_side = tx.conversations.of(whole.id, Side.OWNER if whole.private else Side.CARD)
        yield from [desk_side] if desk_side else []
    else:
        yield from _requesters(tx, request, message.said_at)


def _requesters(tx: Transaction, request: Request, since: datetime) -> Iterator[Conversation]:
    """Find the conversation of each requester, those of the parts included."""
    seen = set()
    for one in (request, *tx.links.parts_of(request.number, since=since)):
        conversation = tx.conversations.of(one.id, Side.REQUESTER)
        # Nobody reads the same words in two conversations.
        if conversation is not None and one.requester_id not in seen:
            seen.add(one.requester_id)
            yield conversation
