"""What somebody is reminded of, as far as it is still true when it is sent."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.messages import Notice, NoticeKind
from bot.domain.reminders import Does, schedule
from bot.domain.reminders.bundle import Bundle, Line
from bot.usecases.looking import views
from bot.usecases.sending.parcels.parcel import Packers, Parcel, is_among_readers, standing
from storage.conversations import Side
from storage.lanes import address
from storage.outbox import Errand, OutboxKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.domain.reminders import Key
    from bot.usecases.office import Office
    from storage.store import Transaction

_KINDS: Mapping[Does, NoticeKind] = {
    Does.CHASE: NoticeKind.CHASED,
    Does.WARN: NoticeKind.CHASED_AGAIN,
}


def _pack_bundle(tx: Transaction, office: Office, errand: Errand, _now: datetime) -> Parcel | None:
    """Put a bundle together as far as it is still true; None if nothing of it is."""
    keys: dict[int, list[Key]] = defaultdict(list)
    for call in tx.reminders.of_bundle(errand.ref or 0):
        keys[call.request_id].append(call.key)
    found = (_line(tx, office, request_id, of_it) for request_id, of_it in keys.items())
    lines = tuple(line for line in found if line is not None)
    return Parcel(channel=address(errand.lane), content=Bundle(lines=lines)) if lines else None


def _line(tx: Transaction, office: Office, request_id: int, keys: list[Key]) -> Line | None:
    stored = tx.requests.by_id(request_id)
    desk = office.desks.get(stored.request.desk_key)
    known = {step.key for step in schedule(stored.request, desk)} if desk else set()
    true = tuple(key for key in keys if key in known)
    if not true:
        return None
    (view,) = views.list_views(tx, office, [stored])
    return Line(view=view, keys=true)


def _pack_chaser(tx: Transaction, office: Office, errand: Errand, _now: datetime) -> Parcel | None:
    """Put a chaser together; None if the requester has answered meanwhile."""
    stored, call = tx.requests.by_id(errand.request_id or 0), tx.reminders.get(errand.ref or 0)
    desk = office.desks.get(stored.request.desk_key)
    if desk is None or call is None:
        return None
    steps = (step.does for step in schedule(stored.request, desk) if step.key == call.key)
    does = next(steps, None)
    if does is None:
        return None
    thread = tx.conversations.of(stored.request.id, Side.REQUESTER)
    channel, root = standing(thread)
    among = is_among_readers(tx, office, thread)
    view = replace(views.view(tx, office, stored), among_readers=among)
    told = Notice(kind=_KINDS[does], view=view, facts={})
    return Parcel(channel=channel, thread_ts=root, content=told)


PACKERS: Packers = {
    OutboxKind.REMINDERS: _pack_bundle,
    OutboxKind.CHASER: _pack_chaser,
}
