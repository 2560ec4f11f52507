"""Tells short stories of requests; all of them happen in March 2026, whose 16th is a Monday."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.domain.calendar import Calendar
from bot.domain.events import BY_ITSELF, Actor, ActorKind, Event, EventKind
from bot.domain.history import History, Period, Population
from bot.domain.hours import Hours, Window

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.domain.events import Fact

ALICE, BOB = 1, 2
THEO, TARA, ANA, BEN, MONA = 11, 12, 13, 14, 15
NINE_TO_FIVE = Hours(week=((Window(start=time(9), end=time(17)),),) * 5 + ((), ()))
OFFICE = Calendar(zone=ZoneInfo("UTC"), versions=(NINE_TO_FIVE,))


def on(day: int, clock: str = "09:00") -> datetime:
    return datetime.combine(datetime(2026, 3, day, tzinfo=UTC), time.fromisoformat(clock), UTC)


def filed(at: datetime, **facts: Fact) -> Event:
    return _event(EventKind.CREATED, at, ALICE, facts)


def replied(at: datetime, by: int = THEO, **facts: Fact) -> Event:
    return _event(EventKind.HUMAN_REPLY, at, by, facts)


def spoke(at: datetime, by: int = ALICE) -> Event:
    return _event(EventKind.REQUESTER_MESSAGE, at, by)


def revalued(at: datetime, before: str, after: str) -> Event:
    return _event(EventKind.PRIORITY_CHANGED, at, THEO, {"from": before, "to": after})


def claimed(at: datetime, by: int = THEO) -> Event:
    return _event(EventKind.CLAIMED, at, by)


def released(at: datetime, by: int = THEO) -> Event:
    return _event(EventKind.RELEASED, at, by)


def assigned(at: datetime, to: int, **facts: Fact) -> Event:
    return _event(EventKind.ASSIGNED, at, MONA, {"to": to, **facts})


def held(at: datetime, reason: str) -> Event:
    return _event(EventKind.HOLD_STARTED, at, THEO, {"reason": reason})


def resumed(at: datetime, **facts: Fact) -> Event:
    return _event(EventKind.HOLD_ENDED, at, THEO, facts)


def resolved(at: datetime, by: int = THEO) -> Event:
    return _event(EventKind.RESOLVED, at, by, {"owner": by})


def ended_unanswered(at: datetime) -> Event:
    facts: dict[str, Fact] = {"owner": THEO, "unanswered": True}
    return Event(kind=EventKind.RESOLVED, at=at, actor=BY_ITSELF, facts=facts)


def reopened(at: datetime, by: int = ALICE, **facts: Fact) -> Event:
    return _event(EventKind.REOPENED, at, by, facts)


def escalated(at: datetime, **facts: Fact) -> Event:
    return _event(EventKind.ESCALATED, at, THEO, facts)


def cancelled(at: datetime) -> Event:
    return _event(EventKind.CANCELLED, at, ALICE)


def merged(at: datetime) -> Event:
    return _event(EventKind.MERGED, at, THEO)


def unmerged(at: datetime) -> Event:
    return _event(EventKind.UNMERGED, at, THEO)


def marked(at: datetime, mark: str) -> Event:
    return _event(EventKind.MARKED, at, THEO, {"as": mark})


def rated(at: datetime, score: int, by: int = ALICE, **facts: Fact) -> Event:
    told = {"score": score, "solicited": True, "owner": THEO, "survey": 1, **facts}
    return _event(EventKind.RATED, at, by, told)


def story(*events: Event, number: int = 1, private: bool = False) -> History:
    return History(
        number=number,
        desk_key="it",
        requester_id=events[0].actor.person_id,
        channel="slack",
        private=private,
        events=events,
    )


def told_in(first: int, last: int, histories: Iterable[History]) -> Population:
    """Make the population of the days from `first` to `last` of the month, both included."""
    period = Period(start=on(first, "00:00"), end=on(last + 1, "00:00"), zone=OFFICE.zone)
    known = list(histories)
    return Population(
        histories=known,
        period=period,
        calendar=OFFICE,
        open_at_start=0,
        open_at_end=sum(history.is_open for history in known),
    )


def replaced(population: Population, **changes: object) -> Population:
    return replace(population, **changes)  # type: ignore[arg-type] # replace checks the names itself


def _event(kind: EventKind, at: datetime, by: int, facts: dict[str, Fact] | None = None) -> Event:
    role = ActorKind.REQUESTER if by in (ALICE, BOB) else ActorKind.TECHNICIAN
    return Event(kind=kind, at=at, actor=Actor(person_id=by, kind=role), facts=facts or {})
