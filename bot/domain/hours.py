"""Which windows a day has: the hours of the week, public holidays, and days of one's own."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

#: What the clock on the wall shows at the beginning and at the end of an open span.
Shown: TypeAlias = tuple[datetime, datetime]

DAYS_A_WEEK = 7
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Opening hours by the clock on the wall.

    An `end` that is not after `start` lies on the next day, so 00:00 is midnight. Such a
    window belongs to the day on which it begins.
    """

    start: time
    end: time

    def on(self, day: date) -> Shown:
        """Give what the clock on the wall shows when the window of `day` opens and closes."""
        night = ONE_DAY if self.end <= self.start else timedelta()
        return datetime.combine(day, self.start), datetime.combine(day, self.end) + night


NO_WINDOWS: Mapping[date, tuple[Window, ...]] = MappingProxyType({})
NO_TIMES: Mapping[date, time] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """The windows of a week, Monday first, that are in force from `since` on.

    `holiday_code` names a country or a part of one, such as "DE" or "DE-BY".
    """

    week: tuple[tuple[Window, ...], ...]
    holiday_code: str | None = None
    since: date = date.min

    def __post_init__(self) -> None:
        """Refuse a week that would let a search for the next opening run for ever."""
        if len(self.week) != DAYS_A_WEEK or not any(self.week):
            message = "hours need seven days, and at least one of them open"
            raise ValueError(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDays:
    """Days that are not as the week says: closed, opened at hours of their own, or cut short.

    What is `opened` is open on a holiday, too. `half` says when such a day ends.
    """

    closed: frozenset[date] = frozenset()
    opened: Mapping[date, tuple[Window, ...]] = field(default_factory=lambda: NO_WINDOWS)
    half: Mapping[date, time] = field(default_factory=lambda: NO_TIMES)


def windows_of(day: date, hours: Hours, own: OwnDays, free: frozenset[date]) -> Iterator[Shown]:
    """Give what the clock on the wall shows when the desk opens and closes on `day`."""
    if day in own.opened:
        yield from sorted(window.on(day) for window in own.opened[day])
    elif day not in own.closed and day not in free:
        for window in hours.week[day.weekday()]:
            yield from _cut(window.on(day), day, own.half.get(day))


def _cut(shown: Shown, day: date, ends: time | None) -> Iterator[Shown]:
    """Let a half day end earlier."""
    opens, closes = shown
    if ends is not None:
        closes = min(closes, datetime.combine(day, ends))
    if opens < closes:
        yield opens, closes


def holidays_of(code: str, year: int) -> frozenset[date]:
    """Look up the public holidays of one year."""
    # The package is large, and most desks name their closed days themselves.
    import holidays  # noqa: PLC0415 - loaded only where a country is named

    country, _, part = code.partition("-")
    return frozenset(holidays.country_holidays(country, subdiv=part or None, years=year))
