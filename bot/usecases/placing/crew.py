"""The technicians of a desk as the choice among them sees each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.routing.choosing import Candidate, Choice, Kind, Wanted, choose
from bot.domain.routing.staffing import TIMES, WEIGHTLESS, WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.domain.desk import Desk
    from storage.crew import Hand, InHand
    from storage.store import Transaction


def crew_of(tx: Transaction, desk: Desk, now: datetime) -> list[Candidate]:
    """List who may be given requests: technicians, and leads only if listed as technicians."""
    rota = desk.staffing.rota
    on_call = rota.on_call(now) if rota else None
    named = desk.technicians | ({on_call} if on_call else set())
    hands = tx.crew.hands(
        desk.key, groups=desk.technician_groups, named=named, but=desk.leads - named, now=now
    )
    return [_candidate(hand, desk, on_call=on_call, now=now) for hand in hands]


def choice_of_kind(kind: Kind, crew: Iterable[Candidate]) -> Choice:
    """Choose for whatever is of a kind."""
    wanted = Wanted(strategy=kind.strategy, skills=kind.skills, tier=kind.tier)
    return choose(wanted, [one for one in crew if one.person_id not in kind.barred])


def _candidate(hand: Hand, desk: Desk, *, on_call: str | None, now: datetime) -> Candidate:
    staffing, who = desk.staffing, hand.slack_id
    return Candidate(
        person_id=hand.person_id,
        skills=staffing.skills.get(who, frozenset()),
        tier=staffing.tier_of(who),
        load=_load(hand.in_hand),
        in_hand=sum(some.count for some in hand.in_hand),
        capacity=staffing.capacity,
        turn=hand.turn,
        away=hand.away,
        on_shift=staffing.is_on_shift(who, desk.calendar, now),
        on_call=who == on_call,
    )


def _load(in_hand: Iterable[InHand]) -> int:
    active = (some for some in in_hand if some.hold_reason not in WEIGHTLESS)
    return sum(WEIGHTS[some.priority] * TIMES[some.complexity] * some.count for some in active)
