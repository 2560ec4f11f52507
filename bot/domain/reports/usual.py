"""What is usual: how many requests a desk can expect on such a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, floor
from statistics import fmean
from typing import TYPE_CHECKING

from bot.domain.statistics import xmr_limits

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.domain.calendar import Calendar

EIGHT_WEEKS = timedelta(weeks=8)
# Limits from fewer points than this would move with every further one.
MIN_POINTS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCount:
    """How many requests were filed on one local day."""

    day: date
    opened: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """Local days from `first` to `last`, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class UsualRange:
    """The fewest and the most requests that chance alone explains."""

    low: int
    high: int

    def __contains__(self, count: int) -> bool:
        """Say whether `count` is nothing special."""
        return self.low <= count <= self.high


def usual_range(days: Days, recent: Iterable[DayCount], calendar: Calendar) -> UsualRange | None:
    """Find the usual number of requests for `days`, or None while too little is known.

    Each working day of the eight weeks before, together with the free days after it where `days`
    are several, is one point, set right for its weekday. Source: golden case B14.
    """
    if not calendar.is_working_day(days.first):
        return None
    counts = [count for count in recent if days.first - EIGHT_WEEKS <= count.day < days.first]
    points = _points(counts, calendar, with_free_days=days.last > days.first)
    factors = _factors(points)
    adjusted = [n / factors[day.weekday()] for day, n in points if day.weekday() in factors]
    factor = factors.get(days.first.weekday())
    if factor is None or len(adjusted) < MIN_POINTS:
        return None
    limits = xmr_limits(adjusted)
    low, high = max(0.0, limits.low * factor), limits.high * factor
    # A hair of floating-point error must not cost a whole request.
    return UsualRange(low=ceil(round(low, 6)), high=floor(round(high, 6)))


def _points(
    counts: Iterable[DayCount], calendar: Calendar, *, with_free_days: bool
) -> list[tuple[date, int]]:
    totals: dict[date, int] = {}
    working: date | None = None
    for count in sorted(counts, key=lambda count: count.day):
        if calendar.is_working_day(count.day):
            working = count.day
            totals[working] = count.opened
        elif with_free_days and working is not None:
            totals[working] += count.opened
    return list(totals.items())


def _factors(points: Sequence[tuple[date, int]]) -> Mapping[int, float]:
    """Compare the mean of each weekday that had requests with the mean of all."""
    by_weekday: dict[int, list[int]] = {}
    for day, opened in points:
        by_weekday.setdefault(day.weekday(), []).append(opened)
    overall = fmean(opened for _, opened in points) if points else 0.0
    return {
        weekday: fmean(opened) / overall for weekday, opened in by_weekday.items() if any(opened)
    }
