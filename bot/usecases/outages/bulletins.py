"""Having those departments told of an outage that cannot work without the system."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.outages import CHANNEL
from bot.domain.systems import concerned
from bot.usecases import telling
from storage.lanes import direct_lane
from storage.outbox import Errand, OutboxKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.domain.departments import Department
    from bot.domain.desk import Desk
    from bot.domain.outages import Outage
    from bot.domain.request import Request
    from bot.usecases.office import Office
    from storage.outages import Bulletin
    from storage.store import Transaction


def departments_of(office: Office, outage: Outage) -> tuple[Department, ...]:
    """Give the departments that an outage concerns, by the settings of now."""
    system = office.systems.named(outage.system)
    return concerned(system, office.departments) if system is not None else ()


def untold(departments: Sequence[Department]) -> tuple[str, ...]:
    """Name the departments for which nobody can be told."""
    return tuple(d.name for d in departments if not (d.channel or d.leader))


def begin(tx: Transaction, office: Office, outage: Outage, *, now: datetime) -> None:
    """Tell each department once, in its channel or through its leader."""
    told: set[str] = set()
    for department in departments_of(office, outage):
        address = department.channel or department.leader
        if address is None or address in told:
            continue
        told.add(address)
        leads = department.channel is None
        person_id = tx.people.ensure(address).id if leads else None
        tx.outages.announce(
            outage.request_id, department.name, place=department.channel, person_id=person_id
        )
    _show(tx, outage.request_id, now=now)


def tell_news(tx: Transaction, request: Request, *, now: datetime) -> None:
    """Bring every bulletin up to date, and put the words of the last move below it."""
    _show(tx, request.id, now=now)
    for bulletin, lane in _reachable(tx, request.id):
        errand = Errand(
            kind=OutboxKind.OUTAGE_NEWS,
            lane=lane,
            request_id=request.id,
            ref=bulletin.id,
            facts={"seq": request.events - 1},
        )
        tx.outbox.add(errand, now=now)


def follow(tx: Transaction, before: Request, after: Request, desk: Desk, *, now: datetime) -> None:
    """Let an outage be over when its request is, and go on when that comes back."""
    if after.channel != CHANNEL or before.is_open == after.is_open:
        return
    outage = tx.outages.of(after.id)
    if outage is None:
        return
    if not after.is_open:
        tx.outages.end(after.id, at=now)
    elif not tx.outages.ongoing(outage.system):
        tx.outages.resume(after.id, remind_at=desk.calendar.next_opening(now))
    tell_news(tx, after, now=now)
    redraw_candidates(tx, outage, desk, now=now)


def redraw_candidates(tx: Transaction, outage: Outage, desk: Desk, *, now: datetime) -> None:
    """Have the cards of what may be part of an outage say how it stands."""
    for candidate in tx.outages.candidates(outage.request_id):
        telling.redraw_card(tx, candidate.request, desk, now=now)


def _show(tx: Transaction, request_id: int, *, now: datetime) -> None:
    for bulletin, lane in _reachable(tx, request_id):
        errand = Errand(
            kind=OutboxKind.OUTAGE,
            lane=lane,
            request_id=request_id,
            ref=bulletin.id,
            coalesce=f"outage:{bulletin.id}",
        )
        tx.outbox.add(errand, now=now)


def _reachable(tx: Transaction, request_id: int) -> list[tuple[Bulletin, str]]:
    """Give each bulletin with the lane that leads there."""
    found = []
    for bulletin in tx.outages.bulletins(request_id):
        leader = tx.people.get(bulletin.person_id)
        if bulletin.place is not None:
            found.append((bulletin, bulletin.place))
        elif leader is not None and leader.slack_id and not leader.deactivated:
            found.append((bulletin, direct_lane(leader.slack_id)))
    return found
