"""Upkeep: cards and receipts that somebody deleted, or that show what is no longer true."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.domain.request import Request, State
from bot.usecases import telling
from bot.usecases.sending import parcels
from storage.conversations import Side
from storage.outbox import Errand, OutboxKind

if TYPE_CHECKING:
    from datetime import datetime

    from bot.usecases.office import Act, Office
    from bot.usecases.sending.parcels import Content
    from storage.conversations import Conversation
    from storage.store import Transaction

#: So long after it was posted, changed or looked at, a message is looked at again.
EVERY: Final = timedelta(hours=1)
_KINDS: Final = {
    Side.CARD: OutboxKind.CARD,
    Side.REQUESTER: OutboxKind.RECEIPT,
    Side.OWNER: OutboxKind.OWNER_CARD,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A card or a receipt, where it should stand, and what it should show.

    `thread_ts` is the message that it answers, if it begins no thread itself.
    """

    conversation_id: int
    kind: OutboxKind
    channel: str
    ts: str
    thread_ts: str | None
    content: Content


def heads_due(office: Office, now: datetime, *, limit: int) -> list[Head]:
    """Take the cards and receipts that nobody has looked at for long.

    What was never posted is queued; requests that are over are let alone.
    """
    with office.store.read() as tx:
        if not tx.upkeep.is_due(now):
            return []
    with office.store.write() as tx:
        taken = tx.upkeep.take(now, again_at=now + EVERY, limit=limit)
        heads = [_head(tx, office, thread, now) for thread in taken]
        return [head for head in heads if head is not None]


def mend(office: Office, head: Head, *, is_gone: bool, now: datetime) -> None:
    """Have a message show the state of now; post it anew if it `is_gone`."""
    with office.store.write() as tx:
        thread = tx.conversations.by_id(head.conversation_id)
        # Somebody else may have mended it meanwhile.
        if thread is not None and thread.message_ts == head.ts:
            _mend(tx, office, thread, is_gone=is_gone, now=now)


def lost(office: Office, act: Act, *, channel: str, ts: str, root_ts: str) -> bool:
    """Post a card or a receipt anew that somebody deleted; False if it was none."""
    with office.store.write() as tx:
        thread = tx.conversations.at(channel, root_ts)
        if thread is None or thread.message_ts != ts:
            return False
        if not tx.deliveries.take(act.key, now=act.now):
            return False
        _mend(tx, office, thread, is_gone=True, now=act.now)
        return True


def _head(tx: Transaction, office: Office, thread: Conversation, now: datetime) -> Head | None:
    request = tx.requests.by_id(thread.request_id).request
    if not _is_kept_up(request, thread) or request.desk_key not in office.desks:
        tx.upkeep.look(thread.id, at=None)
        return None
    if thread.message_ts is None:
        _redraw(tx, office, thread, request, now=now)
        return None
    return _standing(tx, office, thread, now)


def _standing(tx: Transaction, office: Office, thread: Conversation, now: datetime) -> Head | None:
    kind, lane = _KINDS[thread.side], thread.channel or ""
    errand = Errand(kind=kind, lane=lane, request_id=thread.request_id, ref=thread.id)
    parcel = parcels.show(tx, office, errand, now)
    if parcel is None or parcel.edit_ts is None or parcel.content is None:
        return None
    return Head(
        conversation_id=thread.id,
        kind=kind,
        channel=parcel.channel,
        ts=parcel.edit_ts,
        thread_ts=parcel.thread_ts,
        content=parcel.content,
    )


def _mend(
    tx: Transaction, office: Office, thread: Conversation, *, is_gone: bool, now: datetime
) -> None:
    if is_gone:
        tx.upkeep.behead(thread)
    request = tx.requests.by_id(thread.request_id).request
    if _is_kept_up(request, thread):
        _redraw(tx, office, thread, request, now=now)


def _is_kept_up(request: Request, thread: Conversation) -> bool:
    """Say whether anybody still needs a message; what is over comes back when it is reopened."""
    return thread.side in _KINDS and (request.is_open or request.state is State.RESOLVED)


def _redraw(
    tx: Transaction, office: Office, thread: Conversation, request: Request, *, now: datetime
) -> None:
    desk = office.desks.get(request.desk_key)
    if desk is not None:
        telling.redraw(tx, request, desk, now=now, threads={thread.side: thread})
