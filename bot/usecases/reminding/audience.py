"""Who hears of a reminder: the owner, the team, whoever is on call, the leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.reminders import Told
from bot.usecases.placing.crew import crew_of
from bot.usecases.telling import lanes_of_leads
from storage.lanes import direct_lane

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.domain.desk import Desk
    from bot.domain.people import Person
    from bot.domain.request import Request
    from bot.domain.routing.choosing import Candidate
    from storage.store import Transaction


def lanes_of(
    tx: Transaction, desk: Desk, request: Request, told: Iterable[Told], *, now: datetime
) -> list[str]:
    """Name the lanes that lead to whoever hears of it, each of them once."""
    found: dict[str, None] = {}
    for one in sorted(told):
        if one is Told.LEAD:
            found |= dict.fromkeys(lanes_of_leads(desk))
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
        return lanes_of_leads(desk)
    return _on_call(desk, now) if told is Told.ON_CALL else [desk.team_channel]


def _on_call(desk: Desk, now: datetime) -> list[str]:
    rota = desk.staffing.rota
    who = rota.on_call(now) if rota else None
    return [direct_lane(who) if who else desk.team_channel]


def next_to_ask(
    tx: Transaction, desk: Desk, request: Request, *, asked: frozenset[int], now: datetime
) -> Person | None:
    """Find the next technician who could take it; of a private request nobody is asked."""
    if request.private:
        return None
    out = asked | {request.requester_id}
    could = (one for one in crew_of(tx, desk, now) if _could_take(one, request))
    return tx.people.get(next((one.person_id for one in could if one.person_id not in out), None))


def _could_take(one: Candidate, request: Request) -> bool:
    is_here = one.on_shift and not one.away and not one.is_full
    return is_here and one.tier >= request.tier and one.skills >= request.skills
