"""What is said in a conversation: passed on, marked, offered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.messages import (
    RelayedMessage,
    Speaker,
)
from bot.usecases.access import is_shut, works_at
from bot.usecases.company import names
from bot.usecases.sending.parcels.parcel import Offer, Packers, Parcel, Tick, standing
from storage.conversations import Side
from storage.messages import MessageState
from storage.outbox import Errand, OutboxKind

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.people import Person
    from bot.domain.request import Request
    from bot.usecases.office import Office
    from storage.conversations import Conversation
    from storage.messages import ThreadMessage
    from storage.store import Transaction


def _pack_relay(tx: Transaction, office: Office, errand: Errand, _now: datetime) -> Parcel | None:
    message = tx.messages.get(errand.ref or 0)
    if message is None:
        return None
    to = tx.conversations.by_id(int(errand.facts["to"] or 0))
    copy = tx.messages.copies_of(message.id).get(to.id) if to else None
    taken_back = message.state is MessageState.UNDONE
    if to is not None and is_shut(tx, office, to) and message.text and not taken_back:
        # Whoever reads no more learns nothing new; what has gone goes there as well.
        return None
    is_late = copy is None and (taken_back or not message.text)
    if is_late and (to is None or to.root_ts is None):
        return None
    channel, root = standing(to)
    return Parcel(
        channel=copy.channel if copy else channel,
        thread_ts=root,
        edit_ts=copy.ts if copy else None,
        content=None if taken_back else _words(tx, office, message, to),
        late=is_late,
    )


def _words(
    tx: Transaction, office: Office, message: ThreadMessage, to: Conversation | None
) -> RelayedMessage:
    request = tx.requests.by_id(message.request_id).request
    author = tx.people.get(message.author_id)
    is_elsewhere = to is not None and to.request_id != request.id
    is_from_a_part = is_elsewhere and message.side is Side.REQUESTER
    # Whoever reads it knows it by the number of his own request.
    receiving = tx.requests.by_id(to.request_id).request if to and is_elsewhere else request
    return RelayedMessage(
        author=author,
        text=names.spelled_out(tx, message.text),
        speaker=_speaker(tx, office, request, author),
        number=request.number if is_from_a_part else receiving.number,
        is_from_a_part=is_from_a_part,
    )


def _speaker(tx: Transaction, office: Office, request: Request, author: Person | None) -> Speaker:
    if author is not None and author.is_bot:
        return Speaker.APP
    if author is not None and author.id == request.requester_id:
        return Speaker.REQUESTER
    # Words of the desk that had it before were the desk's words when they were said.
    had_it = (office.desks.get(key or "") for key in (request.desk_key, request.moved_from))
    works_here = any(works_at(tx, desk, author) for desk in had_it if desk is not None)
    return Speaker.DESK if works_here else Speaker.BYSTANDER


def _pack_tick(tx: Transaction, _office: Office, errand: Errand, _now: datetime) -> Parcel | None:
    message = tx.messages.get(errand.ref or 0)
    if message is None or message.state is not MessageState.RELAYED:
        return None
    return Parcel(channel=message.channel, content=Tick(ts=message.ts))


def _pack_offer(tx: Transaction, _office: Office, errand: Errand, _now: datetime) -> Parcel | None:
    message = tx.messages.get(errand.ref or 0)
    if message is None or message.state is MessageState.UNDONE:
        return None
    request = tx.requests.by_id(message.request_id).request
    _, root = standing(tx.conversations.of(message.request_id, message.side))
    offer = Offer(
        number=request.number,
        message_id=message.id,
        to=str(errand.facts["to"]),
        sent=message.state is MessageState.RELAYED,
        goes_on_at=tx.links.whole_of(request).number if request.merged_into else None,
        is_private=request.private and message.side is Side.CARD,
    )
    return Parcel(channel=message.channel, thread_ts=root, content=offer)


PACKERS: Packers = {
    OutboxKind.RELAY: _pack_relay,
    OutboxKind.TICK: _pack_tick,
    OutboxKind.OFFER: _pack_offer,
}
