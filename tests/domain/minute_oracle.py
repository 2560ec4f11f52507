"""Asks the clock on the wall minute by minute: slow, and obviously right.

Shares nothing with the calendar but the words in which hours are described.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING

import holidays

if TYPE_CHECKING:
    from bot.domain.calendar import Calendar
    from bot.domain.hours import Hours, Window

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


class Oracle:
    """Knows whether a desk is open in a minute, and counts."""

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar

    def is_open(self, at: datetime) -> bool:
        """Say whether somebody who looks at the clock on the wall at `at` is at work."""
        wall = at.astimezone(self._calendar.zone)
        today, clock = wall.date(), wall.time()
        if any(_has_begun(window, clock) for window in self._windows(today, clock)):
            return True
        return any(
            _still_lasts(window, clock)
            for window in self._windows(today - DAY, None)
            if window.end <= window.start
        )

    def between(self, start: datetime, end: datetime) -> int:
        """Count the open minutes that begin in [start, end)."""
        minutes = int((end - start) / MINUTE)
        return sum(self.is_open(start + n * MINUTE) for n in range(minutes))

    def add(self, start: datetime, minutes: int) -> datetime:
        """Wait for `minutes` open minutes."""
        at = start
        while minutes:
            minutes -= self.is_open(at)
            at += MINUTE
        return at

    def _windows(self, day: date, clock: time | None) -> tuple[Window, ...]:
        """Give the windows of `day`; without a clock, only their part after midnight counts."""
        own = self._calendar.own
        if day in own.opened:
            return own.opened[day]
        hours = [version for version in self._calendar.versions if version.since <= day][-1]
        if day in own.closed or _is_holiday(hours, day):
            return ()
        if day in own.half and (clock is None or clock >= own.half[day]):
            return ()
        return hours.week[day.weekday()]


def _has_begun(window: Window, clock: time) -> bool:
    return clock >= window.start and (clock < window.end or window.end <= window.start)


def _still_lasts(window: Window, clock: time) -> bool:
    return clock < window.end


def _is_holiday(hours: Hours, day: date) -> bool:
    return hours.holiday_code is not None and day in _holidays(hours.holiday_code, day.year)


@cache
def _holidays(code: str, year: int) -> frozenset[date]:
    country, _, part = code.partition("-")
    return frozenset(holidays.country_holidays(country, subdiv=part or None, years=[year]))


def utc(text: str) -> datetime:
    """Read an instant."""
    return datetime.fromisoformat(text).astimezone(UTC)
