"""What may be part of an outage, and how it is taken in."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.domain.outages import CHANNEL
from bot.domain.refusals import Refused
from bot.usecases import merging, telling
from bot.usecases.access import access_to_work
from storage.requests import UnknownNumber

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.domain.desk import Desk
    from bot.domain.outages import Outage
    from bot.domain.request import Request
    from bot.usecases.access import Case
    from bot.usecases.office import Act, Office
    from storage.store import Transaction

#: What was filed so long before somebody opened the outage may well be part of it.
BEFORE: Final = timedelta(hours=2)


class NotAnOutage(Refused):
    """#{number} is no outage. Type /desk outage list for those that last."""


class OutageIsOver(Refused):
    """The outage #{number} is over already. If it is back, type /desk reopen {number} REASON."""


class NothingToGather(Refused):
    """Nothing waits to become part of #{number}."""


def look_back(
    tx: Transaction, outage: Outage, desk: Desk, *, numbers: Iterable[int] = (), now: datetime
) -> None:
    """Note which open requests may be part of an outage that has just been opened."""
    since = outage.started - BEFORE
    lately = [s.request for s in tx.outages.lately_about(desk.key, outage.system, since=since)]
    named = [request for number in numbers for request in _open(tx, number, desk)]
    for request in {r.id: r for r in (*lately, *named)}.values():
        if request.channel != CHANNEL:
            tx.outages.suspect(request.id, outage_id=outage.request_id)
            telling.redraw_card(tx, request, desk, now=now)


def no_candidate(tx: Transaction, request_id: int, *, now: datetime) -> None:
    """Let a request that goes to another desk be part of no outage of this one."""
    outage = tx.outages.suspected(request_id)
    if outage is not None:
        tx.outages.clear(request_id)
        telling.redraw_card_of(tx, outage.request_id, now=now)


def gather(office: Office, act: Act, *, number: int) -> tuple[int, ...] | None:
    """Take in all that may be part of an outage; give the numbers, None if seen before.

    Raises `NotAnOutage`, `OutageIsOver`, `NothingToGather`, `OnlyTechnicians`.
    """
    with office.store.write() as tx:
        _, outage = access_outage(tx, office, act, number, to_change=False)
        found = {stored.request.number for stored in tx.outages.candidates(outage.request_id)}
        # In one order, so that two who merge at the same moment do not wait for each other.
        cases = {n: access_to_work(tx, office, act, n) for n in sorted({number, *found})}
        if not tx.deliveries.take(act.key, now=act.now):
            return None
        parts = [case for n, case in cases.items() if n != number and case.request.is_open]
        if not parts:
            raise NothingToGather(number=number)
        for part in parts:
            merging.join(tx, part, cases[number], now=act.now)
        return tuple(part.request.number for part in parts)


def access_outage(
    tx: Transaction, office: Office, act: Act, number: int, *, to_change: bool = True
) -> tuple[Case, Outage]:
    """Find an outage that lasts, for whoever works on it; raises as `gather`."""
    case = access_to_work(tx, office, act, number, to_change=to_change)
    outage = tx.outages.of(case.request.id)
    if outage is None:
        raise NotAnOutage(number=number)
    if outage.ended is not None or not case.request.is_open:
        raise OutageIsOver(number=number)
    return case, outage


def _open(tx: Transaction, number: int, desk: Desk) -> list[Request]:
    try:
        request = tx.requests.by_number(number).request
    except UnknownNumber:
        return []
    fits = request.is_open and not request.private and request.desk_key == desk.key
    return [request] if fits else []
