"""Who hears of a reminder: the owner, the team, whoever is on call, the leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.reminders import Told
from storage.lanes import direct_lane

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from bot.domain.desk import Desk
    from bot.domain.people import Person
    from bot.domain.request import Request
    from storage.store import Transaction


def lanes_of(
    tx: Transaction, desk: Desk, request: Request, told: Iterable[Told], *, now: datetime
) -> list[str]:
    """Name the lanes that lead to whoever hears of it, each of them once."""
    found: dict[str, None] = {}
    for one in sorted(told):
        if one is Told.LEAD:
            found |= dict.fromkeys(leads_of(desk))
        elif one is not Told.CARD:
            found |= dict.fromkeys(_workers(tx, desk, request, one, now=now))
    return list(found)


def _workers(
    tx: Transaction, desk: Desk, request: Request, told: Told, *, now: datetime
) -> list[str]:
    owner = tx.people.get(request.owner_id) if told is Told.OWNER else None
    if owner is not None and owner.slack_id is not None and not owner.deactivated:
        return [direct_lane(owner.slack_id)]
    if request.private:
        # Nobody but its readers hears that something is wrong with it.
        return leads_of(desk)
    return _on_call(tx, desk, now) if told is Told.ON_CALL else [desk.team_channel]


def leads_of(desk: Desk) -> list[str]:
    """Name the lanes to the leads, or that of the team as long as nobody is one."""
    return [direct_lane(lead) for lead in sorted(desk.leads)] or [desk.team_channel]


def _on_call(_tx: Transaction, desk: Desk, _now: datetime) -> list[str]:
    return [desk.team_channel]


def available(tx: Transaction, desk: Desk, _now: datetime) -> Sequence[Person]:
    """List who may be asked to take a request, always in the same order."""
    named = [tx.people.ensure(slack_id) for slack_id in sorted(desk.technicians)]
    people = {person.id: person for person in (*tx.people.members_of(desk.key), *named)}
    return [person for _, person in sorted(people.items()) if _can_be_asked(person)]


def _can_be_asked(person: Person) -> bool:
    return person.is_colleague and not person.is_bot and person.slack_id is not None


def next_to_ask(
    tx: Transaction, desk: Desk, request: Request, *, asked: frozenset[int], now: datetime
) -> Person | None:
    """Find the next technician to ask; of a private request nobody is."""
    if request.private:
        return None
    out = asked | {request.requester_id}
    return next((one for one in available(tx, desk, now) if one.id not in out), None)
