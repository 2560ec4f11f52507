"""Being away and being back: whoever is away keeps what he has, and is given nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.events import EventKind
from bot.domain.request import State
from bot.usecases import moves
from bot.usecases.access import OnlyTechnicians, access_caller, case_of, works_at
from bot.usecases.work import DateHasPassed
from storage.absences import Source

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.domain.people import Person
    from bot.usecases.office import Act, Office
    from storage.requests import Stored
    from storage.store import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave:
    """That somebody is away, what he has in hand, and how much of it is not answered yet."""

    until: datetime | None
    in_hand: int
    unanswered: int


def away(office: Office, act: Act, *, until: datetime | None) -> Leave | None:
    """Note that the caller is away; None if seen before.

    Raises `OnlyTechnicians`, `DateHasPassed`.
    """
    with office.store.write() as tx:
        person = _technician(tx, office, act)
        if not tx.deliveries.take(act.key, now=act.now):
            return None
        if until is not None and until <= act.now:
            raise DateHasPassed(date=until.date().isoformat())
        tx.absences.begin(person.id, Source.OWN, until)
        owned = tx.duties.owned(person.id)
        unanswered = sum(map(_can_go_back, owned))
        return Leave(until=until, in_hand=len(owned), unanswered=unanswered)


def back(office: Office, act: Act) -> bool | None:
    """Note that the caller is back, whoever said otherwise; return whether he was away.

    None if seen before. Raises `OnlyTechnicians`.
    """
    with office.store.write() as tx:
        person = _technician(tx, office, act)
        if not tx.deliveries.take(act.key, now=act.now):
            return None
        was_away = tx.absences.end([person.id], *Source)
        tx.backlog.look_if_any(act.now, *office.desks)
        return was_away


def hand_back(office: Office, act: Act) -> int | None:
    """Put what the caller has and has not answered yet back into the queue; count it.

    None if seen before. Raises `OnlyTechnicians`.
    """
    with office.store.write() as tx:
        person = _technician(tx, office, act)
        if not tx.deliveries.take(act.key, now=act.now):
            return None
        mine = [stored for stored in tx.duties.owned(person.id) if _can_go_back(stored)]
        return sum(_released(tx, office, act, stored) for stored in mine)


def learn_status(office: Office, statuses: Mapping[str, datetime | None], *, now: datetime) -> None:
    """Note until when people's statuses in Slack say that they are away; None is not away.

    Only that of technicians is kept; whoever is not named stays as he was.
    """
    with office.store.write() as tx:
        absent = [slack_id for slack_id, until in statuses.items() if until is not None]
        for slack_id, person in tx.people.known(absent).items():
            if any(works_at(tx, desk, person) for desk in office.desks.values()):
                tx.absences.begin(person.id, Source.STATUS, statuses[slack_id])
        known = tx.people.several(tx.absences.away_by(Source.STATUS))
        back = [one.id for one in known.values() if statuses.get(one.slack_id or "", now) is None]
        if back:
            tx.absences.end(back, Source.STATUS)
            tx.backlog.look_if_any(now, *office.desks)


def _technician(tx: Transaction, office: Office, act: Act) -> Person:
    """Find the caller, who has to work at some desk; raises `OnlyTechnicians`."""
    for desk in office.desks.values():
        caller = access_caller(tx, office, act, desk)
        if caller.works_here:
            return caller.person
    raise OnlyTechnicians(desk=office.first_desk.name)


def _can_go_back(stored: Stored) -> bool:
    return stored.request.state is State.CLAIMED and stored.request.first_reply_at is None


def _released(tx: Transaction, office: Office, act: Act, stored: Stored) -> int:
    case = case_of(tx, office, act, tx.requests.by_id(stored.request.id, to_change=True))
    if case is None or not case.caller.works_here or not _can_go_back(case.stored):
        return 0
    step = moves.event(case, EventKind.RELEASED, act.now)
    moves.record(tx, case.stored, case.desk, [step])
    return 1
