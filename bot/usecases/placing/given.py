"""Why somebody was given a request, or why nobody has it yet; for those who work at the desk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.events import EventKind
from bot.domain.routing.choosing import Barred, Kind, Why
from bot.usecases.placing.crew import choice_of_kind, crew_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from bot.domain.events import Event
    from bot.domain.people import Person
    from bot.usecases.access import Case
    from storage.store import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """Somebody who was considered; `until` is when an absence that still lasts will end."""

    person: Person
    why: Barred
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Who was chosen (None: nobody can take it yet), why, of how many, and who was not."""

    person: Person | None
    because: Why
    of: int = 0
    skills: frozenset[str] = frozenset()
    others: tuple[Other, ...] = ()


def given_of(tx: Transaction, case: Case, log: Sequence[Event], now: datetime) -> Given | None:
    """Say why the owner was given a request or why it waits; None if neither is the case."""
    owner_id = case.request.owner_id
    if owner_id is None:
        return _waiting(tx, case, now)
    last = [one for one in log if one.kind in {EventKind.CLAIMED, EventKind.ASSIGNED}][-1:]
    if not last or not last[0].facts.get("auto") or "because" not in last[0].facts:
        return None
    facts = last[0].facts
    pairs = (one.split(":") for one in str(facts.get("passed") or "").split())
    return Given(
        person=tx.people.get(owner_id),
        because=Why(str(facts["because"])),
        of=int(facts.get("of") or 0),
        skills=case.request.skills,
        others=_others(tx, ((int(who), Barred(why)) for who, why in pairs), now),
    )


def _waiting(tx: Transaction, case: Case, now: datetime) -> Given | None:
    waits = tx.backlog.of(case.request.id)
    if waits is None:
        return None
    choice = choice_of_kind(Kind.read(waits.kind), crew_of(tx, case.desk, now))
    because = Why.BEHIND if choice.person_id is not None else choice.because
    passed = ((one.person_id, one.why) for one in choice.passed)
    return Given(
        person=None, because=because, skills=case.request.skills, others=_others(tx, passed, now)
    )


def _others(
    tx: Transaction, passed: Iterable[tuple[int, Barred]], now: datetime
) -> tuple[Other, ...]:
    known = dict(passed)
    people = tx.people.several(known.keys())
    away = [who for who, why in known.items() if why is Barred.AWAY]
    absences = tx.absences.now(away, now) if away else {}
    return tuple(
        Other(
            person=people[who],
            why=why,
            until=absences[who].until if who in absences else None,
        )
        for who, why in known.items()
        if who in people
    )
