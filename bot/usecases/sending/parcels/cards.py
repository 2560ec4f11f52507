"""The messages that show how a request stands, each edited in place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.usecases.looking import views
from bot.usecases.placing.suggestions import suggested
from bot.usecases.sending.parcels.parcel import Packers, Parcel, is_among_readers
from storage.conversations import Side
from storage.lanes import address
from storage.outbox import Errand, OutboxKind

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.messages import (
        RequestView,
    )
    from bot.usecases.office import Office
    from storage.conversations import Conversation
    from storage.store import Transaction


def _pack_card(tx: Transaction, office: Office, errand: Errand, _now: datetime) -> Parcel | None:
    view, threads = _view(tx, office, errand)
    thread = threads.get(Side.CARD)
    if thread is None:
        return None
    view = replace(view, suggestion=suggested(tx, view.request, view.texts))
    edit_ts = thread.message_ts
    return Parcel(channel=view.desk.team_channel, content=view, edit_ts=edit_ts)


def _pack_owner_card(
    tx: Transaction, office: Office, errand: Errand, _now: datetime
) -> Parcel | None:
    thread = tx.conversations.by_id(errand.ref or 0)
    if thread is None:
        return None
    if thread.message_ts is None and thread.side is Side.FORMER:
        # It went to somebody else before its owner had seen anything of it.
        return None
    view, _ = _view(tx, office, errand)
    shown = replace(view, among_readers=is_among_readers(tx, office, thread))
    channel = thread.channel or address(errand.lane)
    return Parcel(channel=channel, content=shown, edit_ts=thread.message_ts)


def _pack_left_card(
    tx: Transaction, office: Office, errand: Errand, _now: datetime
) -> Parcel | None:
    thread = tx.conversations.by_id(errand.ref or 0)
    if thread is None or thread.channel is None or thread.message_ts is None:
        # It went on before anybody had seen its card.
        return None
    view, _ = _view(tx, office, errand)
    return Parcel(channel=thread.channel, content=view, edit_ts=thread.message_ts)


def _pack_receipt(tx: Transaction, office: Office, errand: Errand, _now: datetime) -> Parcel | None:
    view, threads = _view(tx, office, errand)
    thread = threads.get(Side.REQUESTER)
    if thread is None:
        return None
    channel = thread.channel or (view.requester.slack_id if view.requester else None)
    if channel is None:
        return None
    root = thread.root_ts if thread.root_ts != thread.message_ts else None
    view = views.with_predecessor(tx, view)
    shown = replace(view, among_readers=is_among_readers(tx, office, thread))
    return Parcel(channel=channel, content=shown, thread_ts=root, edit_ts=thread.message_ts)


def _view(
    tx: Transaction, office: Office, errand: Errand
) -> tuple[RequestView, dict[Side, Conversation]]:
    stored = tx.requests.by_id(errand.request_id or 0)
    threads = tx.conversations.threads_of(stored.request.id)
    return views.view(tx, office, stored, threads=threads), threads


PACKERS: Packers = {
    OutboxKind.CARD: _pack_card,
    OutboxKind.OWNER_CARD: _pack_owner_card,
    OutboxKind.LEFT_CARD: _pack_left_card,
    OutboxKind.RECEIPT: _pack_receipt,
}
