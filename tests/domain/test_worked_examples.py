"""The worked examples by which promises are defined, each under its name; exact to the digit."""

from __future__ import annotations

from statistics import fmean, median
from typing import TYPE_CHECKING, Final

import pytest

from bot.domain.calendar import Calendar
from bot.domain.kpis import KPIS
from bot.domain.statistics import kaplan_meier, km_quantile, percentile, wilson
from tests.domain.stories import filed, replied, resolved, story, told_in
from tests.domain.test_calendar import utc, weekdays

if TYPE_CHECKING:
    from collections.abc import Callable

OFFICE: Final = weekdays("09:00-17:00")
BERLIN: Final = weekdays("09:00-17:00", "Europe/Berlin")
SUMMER: Final = utc("2026-03-27T16:30+01:00"), utc("2026-03-30T09:30+02:00")
DONE: Final = (2, 3, 5, 8)
OPEN: Final = (4, 20, 30)
MINUTES: Final = (4, 7, 9, 12, 30, 45, 60, 95, 120, 600)


def between(start: str, end: str) -> float:
    return OFFICE.minutes_between(utc(start), utc(end))


def share(x: int, n: int) -> tuple[float, float, float]:
    low, high = wilson(x, n)
    return round(100 * x / n, 1), round(100 * low, 1), round(100 * high, 1)


def net() -> tuple[float, float]:
    gross = between("2026-03-16T09:00Z", "2026-03-17T15:00Z")
    return gross, gross - between("2026-03-16T11:00Z", "2026-03-17T10:00Z")


def friday_to_monday() -> float | None:
    """What a service desk calls eight hours and the calendar three days."""
    start, end = utc("2026-03-13T16:00Z"), utc("2026-03-16T16:00Z")
    history = story(filed(start), replied(start), resolved(end))
    return KPIS["resolution_time"].compute(told_in(16, 16, [history])).value


EXAMPLES: Final[dict[str, tuple[Callable[[], object], object]]] = {
    "B0-1": (lambda: between("2026-03-13T16:00Z", "2026-03-16T16:00Z"), 480),
    "B0-2": (lambda: BERLIN.minutes_between(*SUMMER), 60),
    "B0-2 elapsed": (lambda: Calendar.always(BERLIN.zone).minutes_between(*SUMMER) / 60, 64),
    "B0-3a": (
        lambda: OFFICE.add_minutes(utc("2026-03-13T16:30Z"), 240),
        utc("2026-03-16T12:30Z"),
    ),
    "B0-3b": (
        lambda: OFFICE.add_minutes(utc("2026-03-14T12:00Z"), 60),
        utc("2026-03-16T10:00Z"),
    ),
    "B0-4": (net, (840, 420)),
    "B0-5": (
        lambda: [round(step.survival, 4) for step in kaplan_meier(DONE, OPEN)],
        [1.0, 0.8571, 0.7143, 0.5357, 0.3571],
    ),
    "B0-5 median": (lambda: (km_quantile(kaplan_meier(DONE, OPEN), 50), median(DONE)), (8, 4.0)),
    "B0-7": (
        lambda: (percentile(MINUTES, 50), round(percentile(MINUTES, 90), 6), fmean(MINUTES)),
        (37.5, 168.0, 98.2),
    ),
    "B7 any": (lambda: share(38, 200), (19.0, 14.2, 25.0)),
    "B8": (lambda: share(3, 5), (60.0, 23.1, 88.2)),
    "B25 response": (lambda: share(8, 10), (80.0, 49.0, 94.3)),
    "B25 resolution": (lambda: share(7, 10), (70.0, 39.7, 89.2)),
    "Friday 16:00 to Monday 16:00": (friday_to_monday, 480),
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_worked_example_comes_out_to_the_digit(name: str) -> None:
    compute, expected = EXAMPLES[name]

    assert compute() == expected
