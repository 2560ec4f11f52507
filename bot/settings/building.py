"""From the settings of hours to the calendar that counts by them."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from bot.domain.calendar import Calendar
from bot.domain.hours import Hours, OwnDays, Window

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.settings.calendars import CalendarSettings
    from bot.settings.hours import OpenWindow, WeekHours

_MINUTES_OF_A_DAY: Final = 24 * 60


def as_calendar(settings: CalendarSettings) -> Calendar:
    """Turn hours and days into the calendar that counts by them."""
    versions = [Hours(week=_week(settings.hours), holiday_code=settings.holidays)]
    for later in settings.later_hours:
        code = later.holidays or versions[-1].holiday_code
        versions.append(Hours(week=_week(later.hours), holiday_code=code, since=later.since))
    own = OwnDays(
        closed=frozenset(settings.closed_days),
        opened={day: _windows(windows) for day, windows in settings.opened_days.items()},
        half=settings.half_days,
    )
    return Calendar(zone=ZoneInfo(settings.timezone), versions=tuple(versions), own=own)


def as_shift(hours: WeekHours, zone: str) -> Calendar:
    """Turn the hours of a week into a calendar that knows no holidays."""
    return Calendar(zone=ZoneInfo(zone), versions=(Hours(week=_week(hours)),))


def _week(hours: WeekHours) -> tuple[tuple[Window, ...], ...]:
    return tuple(_windows(day) for day in hours.days())


def _windows(day: Iterable[OpenWindow]) -> tuple[Window, ...]:
    return tuple(Window(start=_time(w.opens), end=_time(w.closes)) for w in day)


def _time(minutes: int) -> time:
    """Turn minutes after midnight into a time; the end of the day is midnight."""
    return time(*divmod(minutes % _MINUTES_OF_A_DAY, 60))
