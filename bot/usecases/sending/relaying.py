"""A message and its files on their way into one thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.messages import MessageState
from storage.outbox import Errand, OutboxKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.conversations import Conversation
    from storage.files import KeptFile
    from storage.messages import ThreadMessage
    from storage.store import Transaction


def relaying(message: ThreadMessage, to: Conversation, lane: str) -> Errand:
    """Have the words of a message stand in a thread as they are when they get there."""
    return Errand(
        kind=OutboxKind.RELAY,
        lane=lane,
        request_id=message.request_id,
        ref=message.id,
        facts={"to": to.id},
        coalesce=f"relay:{message.id}:{to.id}",
    )


def copying(message: ThreadMessage, file: KeptFile, to: Conversation, lane: str) -> Errand:
    """Have a file of a message stand in a thread."""
    return Errand(
        kind=OutboxKind.FILE,
        lane=lane,
        request_id=message.request_id,
        ref=file.id,
        facts={"to": to.id},
        coalesce=f"file:{file.id}:{to.id}",
    )


def retelling(tx: Transaction, to: Conversation, lane: str) -> Iterator[Errand]:
    """Have all that was said about a request stand in a new thread, in the order it was said."""
    for message in tx.messages.exchanged(to.request_id):
        if message.state is MessageState.RELAYED:
            yield relaying(message, to, lane)
        for file in tx.files.of_message(message.channel, message.ts):
            yield copying(message, file, to, lane)
