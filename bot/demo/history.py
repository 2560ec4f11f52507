"""Weeks of a desk's life, made up: the same each time, and as uneven as the real one."""

from __future__ import annotations

import random
from datetime import datetime, time, timedelta
from itertools import count
from typing import TYPE_CHECKING, TypeVar

from bot.demo.cases import CASES, OVERDUE, UNCLAIMED
from bot.demo.company import DEPARTMENTS, TECHNICIANS, ZONE, slack_id
from bot.demo.life import Life, spelled
from bot.domain.request import Priority

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from bot.demo.cases import Case
    from bot.demo.life import Happening
    from bot.domain.calendar import Calendar

T = TypeVar("T")

_SEED = 2026
_DAY = timedelta(days=1)
_FORTNIGHT = timedelta(days=14)
#: When the history ends on its last day; later on nobody works.
_EVENING = time(18)
#: As many requests are in somebody's hands when the history ends.
_IN_WORK = 8
_PATIENT = frozenset({Priority.P3, Priority.P4})
_OVERDUE_SINCE = 5

# How many requests a weekday brings, Monday first, and how they spread over the hours.
_BY_WEEKDAY = (24, 20, 18, 17, 15, 1, 1)
_BY_HOUR = {7: 2, 8: 6, 9: 14, 10: 12, 11: 9, 12: 4, 13: 8, 14: 9, 15: 7, 16: 5, 17: 2}
_CHANNELS = {"command": 8, "form": 6, "mention": 3, "dm": 4, "intake": 5}

# What each technician knows best, and which share of the requesters is satisfied.
_STRENGTHS: dict[str, tuple[str, float]] = {
    "Theo": ("Network", 0.97),
    "Tara": ("Access", 0.93),
    "Ana": ("Software", 0.99),
    "Ben": ("Hardware", 0.90),
    "Chi": ("Software", 0.86),
    "Dario": ("Hardware", 0.84),
    "Emil": ("Network", 0.88),
    "Fatou": ("Access", 0.81),
}
_AT_HOME = 8

# Shares of all requests, and why some of them wait.
_HELD, _ESCALATED, _REOPENED, _RATED, _LATE = 0.14, 0.07, 0.04, 0.5, 0.05
_REASONS = {"requester": 6, "vendor": 2, "approval": 2}
_GOOD, _POOR = {"5": 7, "4": 3}, {"3": 5, "2": 3, "1": 1}

# Business minutes: medians, how far they spread, and spans.
_TO_CLAIM, _TO_REPLY, _TO_RESOLVE, _TO_RESOLVE_AGAIN, _TO_RATE, _SPREAD = 14, 6, 150, 50, 40, 0.8
_LONGEST, _TOO_LONG, _SURVEY = 1_000, 1_700, 60
_UNTIL_ESCALATED, _UNTIL_HELD, _HOLD, _UNTIL_REOPENED = (10, 60), (5, 40), (60, 480), (20, 200)


def history(first: date, last: date, calendar: Calendar) -> list[Happening]:
    """Make up everything that happened from one day to another, in the order of time."""
    until = datetime.combine(last, _EVENING, tzinfo=ZONE)
    fate = _Fate(calendar, until)
    lives = list(fate.lives(first, last))
    done = [life for life in lives if life.reached("resolved", until)]
    # What is in somebody's hands came in on the last working day and has time, so is not late.
    since = datetime.combine(calendar.working_day_before(last + _DAY), time(), tzinfo=ZONE)
    patient = [life for life in lives if life.opened >= since and life.case.priority in _PATIENT]
    answered = [life for life in patient if life.reached("acknowledged", until)]
    in_work = [life for life in answered if life not in done][:_IN_WORK]
    told = [h for life in (*done, *in_work, *fate.left_over(last)) for h in life.happenings]
    return sorted((h for h in told if h.ts <= until), key=lambda h: (h.ts, h.request_id, h.seq))


class _Fate:
    """Draws what happens from one seeded source of chance."""

    def __init__(self, calendar: Calendar, until: datetime) -> None:
        self._calendar = calendar
        self._until = until
        self._numbers = count(1)
        # Nothing secret is drawn, and the same weeks shall bring the same requests.
        self._chance = random.Random(_SEED)  # noqa: S311 - as said above

    def lives(self, first: date, last: date) -> Iterator[Life]:
        """Draw the requests of these days, each with all that comes of it."""
        for passed in range((last - first).days + 1):
            for opened in self._openings(first + passed * _DAY):
                case = self._pick({case: case.weight for case in CASES})
                yield self._lived(case, opened)

    def left_over(self, last: date) -> Iterator[Life]:
        """Leave something to act on: what is past due, and what nobody has claimed."""
        day = last
        for _ in range(_OVERDUE_SINCE):
            day = self._calendar.working_day_before(day)
        for case, hour, name in zip(OVERDUE, (10, 14), ("Ben", "Dario"), strict=True):
            life, _ = self._begin(case, datetime.combine(day, time(hour, 12), tzinfo=ZONE))
            self._answer(life, slack_id(name))
            life.work(30, "on_hold", slack_id(name), "Waiting for the vendor")
            yield life
        day = self._calendar.working_day_before(last + _DAY)
        for case, minute in zip(UNCLAIMED, (21, 48), strict=True):
            life, _ = self._begin(case, datetime.combine(day, time(16, minute), tzinfo=ZONE))
            yield life

    def _openings(self, day: date) -> list[datetime]:
        is_open = self._calendar.is_working_day(day)
        mean = _BY_WEEKDAY[day.weekday()] if is_open else 1
        many = max(0, round(self._chance.gauss(mean, mean**0.5 / 2)))
        times = [time(self._pick(_BY_HOUR), self._chance.randrange(60)) for _ in range(many)]
        return [datetime.combine(day, at, tzinfo=ZONE) for at in sorted(times)]

    def _begin(self, case: Case, opened: datetime) -> tuple[Life, str]:
        name = self._chance.choice(list(DEPARTMENTS))
        facts = {
            "title": case.title,
            "category": case.category,
            "priority": case.priority,
            "channel": self._pick(_CHANNELS),
            "department": DEPARTMENTS[name],
        }
        request_id = f"{opened:%Y%m%d}-{next(self._numbers):03}"
        life = Life(request_id, case, self._calendar, opened)
        life.note(opened, "opened", slack_id(name), spelled(facts))
        return life, slack_id(name)

    def _lived(self, case: Case, opened: datetime) -> Life:
        life, requester = self._begin(case, opened)
        name = self._technician(case.category)
        owner = slack_id(name)
        self._answer(life, owner)
        self._trouble(life, owner)
        life.work(self._to_resolve(opened), "resolved", owner)
        if self._happens(_REOPENED):
            life.work(self._chance.randint(*_UNTIL_REOPENED), "reopened", requester)
            life.work(self._minutes(_TO_RESOLVE_AGAIN), "resolved", owner)
        resolved = life.at
        if self._happens(_RATED):
            score = self._pick(_GOOD if self._happens(_STRENGTHS[name][1]) else _POOR)
            life.work(_SURVEY + self._minutes(_TO_RATE), "rated", requester, f"csat={score}")
        life.note(max(life.at, resolved + 7 * _DAY), "closed")
        return life

    def _technician(self, category: str) -> str:
        return self._pick(
            {name: _AT_HOME if _STRENGTHS[name][0] == category else 1 for name in TECHNICIANS}
        )

    def _answer(self, life: Life, owner: str) -> None:
        life.work(self._minutes(_TO_CLAIM), "claimed", owner)
        life.work(self._minutes(_TO_REPLY), "acknowledged", owner)

    def _trouble(self, life: Life, owner: str) -> None:
        if self._happens(_ESCALATED):
            life.work(self._chance.randint(*_UNTIL_ESCALATED), "escalated", owner)
        if self._happens(_HELD):
            reason = f"Waiting for the {self._pick(_REASONS)}"
            life.work(self._chance.randint(*_UNTIL_HELD), "on_hold", owner, reason)
            life.work(self._chance.randint(*_HOLD), "resumed", owner)

    def _to_resolve(self, opened: datetime) -> float:
        # Only what is over by now may have taken too long; what is open stands in `left_over`.
        if opened < self._until - _FORTNIGHT and self._happens(_LATE):
            return _TOO_LONG
        return min(_LONGEST, self._minutes(_TO_RESOLVE))

    def _minutes(self, median: float) -> float:
        return max(1.0, median * self._chance.lognormvariate(0, _SPREAD))

    def _happens(self, share: float) -> bool:
        return self._chance.random() < share

    def _pick(self, weights: Mapping[T, int]) -> T:
        return self._chance.choices(list(weights), list(weights.values()))[0]
