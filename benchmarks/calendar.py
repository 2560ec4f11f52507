"""Counting the open minutes of a year, against taking one instant from the other."""

from __future__ import annotations

from datetime import UTC, datetime, time
from statistics import median
from timeit import repeat
from zoneinfo import ZoneInfo

from benchmarks.outcome import Outcome, show
from bot.domain.calendar import Calendar
from bot.domain.hours import Hours, Window

AIM = 20.0
_CALLS = 2_000
# Both changes of the clocks lie in between, and neither end is a whole minute.
_START = datetime(2026, 2, 3, 10, 17, 23, 411_000, tzinfo=UTC)
_END = datetime(2027, 2, 3, 14, 31, 7, 95_000, tzinfo=UTC)


def measure(*, small: bool) -> Outcome:
    """Compare `minutes_between` over a year, when it is known, with a plain subtraction."""
    between, start, end = _calendar().minutes_between, _START, _END
    between(start, end)

    def cost(statement: str) -> float:
        names = {"between": between, "start": start, "end": end}
        return min(repeat(statement, globals=names, number=_CALLS, repeat=3)) / _CALLS

    # Both are measured in turns, so that a busy machine slows down both alike.
    turns = [
        (cost("between(start, end)"), cost("end - start")) for _ in range(10 if small else 100)
    ]
    counting, plain = (median(costs) for costs in zip(*turns, strict=True))
    ratio = median(counted / bare for counted, bare in turns)
    figures = f"per call: {counting * 1e9:.0f} ns, a subtraction {plain * 1e9:.0f} ns"
    return Outcome(name="calendar", ratio=ratio, aim=AIM, remarks=(figures,))


def _calendar() -> Calendar:
    """Build a desk with a lunch break and public holidays in a zone with summer time."""
    morning, afternoon = Window(start=time(9), end=time(12)), Window(start=time(13), end=time(17))
    hours = Hours(week=((morning, afternoon),) * 5 + ((), ()), holiday_code="DE-BY")
    return Calendar(zone=ZoneInfo("Europe/Berlin"), versions=(hours,))


if __name__ == "__main__":
    show(measure)
