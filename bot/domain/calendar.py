"""When a desk is open: what the clock on the wall says, compared and added up in UTC."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import count, pairwise
from operator import attrgetter
from threading import Lock
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.domain.hours import DAYS_A_WEEK, ONE_DAY, Hours, OwnDays, Window, holidays_of, windows_of
from bot.domain.openings import Year, build_year

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.domain.hours import Shown
    from bot.domain.openings import Day, Span

ONE_MINUTE = timedelta(minutes=1)
# More than any desk looks at; a calendar that is asked about them all forgets and begins anew.
_MOST_YEARS = 64
_DAY_ZERO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """When somebody is open: hours that follow one another, and days that are as they are.

    All instants are in UTC. A night belongs to the day on which it begins.
    """

    zone: ZoneInfo
    versions: tuple[Hours, ...]
    own: OwnDays = field(default_factory=OwnDays)
    # What is asked more often than anything else is looked up: for each day the open seconds
    # before it and its minutes, which never change, and for each year those before it.
    _days: dict[int, Day] = field(default_factory=dict, init=False, repr=False, compare=False)
    _sums: dict[int, float] = field(default_factory=dict, init=False, repr=False, compare=False)
    _lock: Lock = field(default_factory=Lock, init=False, repr=False, compare=False)
    # A year is built once and looked up ever after, and so are its public holidays.
    _years: dict[int, Year] = field(default_factory=dict, init=False, repr=False, compare=False)
    _free: dict[tuple[str, int], frozenset[date]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        """Refuse versions that do not say what is in force on each day."""
        since = [version.since for version in self.versions]
        if since[:1] != [date.min] or any(later <= earlier for earlier, later in pairwise(since)):
            message = "the first hours hold since ever, and each of the others since a later day"
            raise ValueError(message)

    @classmethod
    def always(cls, zone: ZoneInfo | None = None) -> Calendar:
        """Build the calendar that never closes: its minutes are those of any clock."""
        whole_day = (Window(start=time(), end=time()),)
        return cls(zone=zone or ZoneInfo("UTC"), versions=(Hours(week=(whole_day,) * DAYS_A_WEEK),))

    def in_force(self, day: date) -> Hours:
        """Give the hours that are in force on `day`."""
        return self.versions[bisect_right(self.versions, day, key=attrgetter("since")) - 1]

    def is_working_day(self, day: date) -> bool:
        """Say whether the desk opens on `day`."""
        return any(self._windows(day))

    def working_day_before(self, day: date) -> date:
        """Give the last working day before `day`."""
        earlier = (day - offset * ONE_DAY for offset in count(1))
        return next(filter(self.is_working_day, earlier))

    def closed_days(self, start: date, *, days: int) -> tuple[date, ...]:
        """Give the days of its week on which the desk stays closed, within `days` of `start`."""
        ahead = (start + offset * ONE_DAY for offset in range(days))
        usual = (day for day in ahead if self.in_force(day).week[day.weekday()])
        return tuple(day for day in usual if not self.is_working_day(day))

    def next_opening(self, at: datetime) -> datetime:
        """Give `at` if the desk is open then, otherwise the instant at which it opens."""
        return max(next(self._spans_from(at))[0], at)

    def minutes_between(self, start: datetime, end: datetime) -> float:
        """Count the open minutes in [start, end); none if `end` lies before `start`.

        Source: golden cases B0-1 and B0-2.
        """
        passed = self._passed(end) - self._passed(start)
        return passed / 60.0 if passed > 0.0 else 0.0

    def add_minutes(self, start: datetime, minutes: float) -> datetime:
        """Give the earliest instant at which `minutes` open minutes have passed since `start`.

        Zero minutes or fewer leave `start` as it is. Source: golden cases B0-3.
        """
        if minutes <= 0:
            return start
        year = self._year(start.year)
        passed = self._passed(start) - self._sums[start.year] + 60.0 * minutes
        while passed > year.total:
            passed -= year.total
            year = self._year(year.end.year)
        return year.reached(passed)

    def spans(self, start: datetime, end: datetime) -> Iterator[Span]:
        """Iterate over what is open in [start, end)."""
        for opens, closes in self._spans_from(start):
            if opens >= end:
                return
            yield max(opens, start), min(closes, end)

    def _spans_from(self, at: datetime) -> Iterator[Span]:
        yield from self._year(at.year).spans_from(at)
        for number in count(at.year + 1):
            yield from self._year(number).spans

    def _passed(self, at: datetime) -> float:
        """Give the open seconds before `at`, counted from the first year that was asked about."""
        since = at - _DAY_ZERO
        try:
            before, minutes = self._days[since.days]
        except KeyError:
            self._add_up(at.year)
            before, minutes = self._days[since.days]
        seconds = since.seconds
        known, is_open = minutes[seconds // 60]
        if is_open:
            return before + known + seconds + since.microseconds * 1e-6
        return before + known

    def _add_up(self, number: int) -> None:
        """Add up the years from those that are known until `number`; what is known stays."""
        with self._lock:
            sums = self._sums
            if not sums:
                sums[number] = 0.0
            while number < (first := min(sums)):
                sums[first - 1] = sums[first] - self._year(first - 1).total
                self._keep(first - 1)
            while number >= (last := max(sums)):
                self._keep(last)
                sums[last + 1] = sums[last] + self._year(last).total

    def _keep(self, number: int) -> None:
        year, before = self._year(number), self._sums[number]
        first = (year.start - _DAY_ZERO).days
        for place, (seconds, minutes) in enumerate(year.days, start=first):
            self._days[place] = before + seconds, minutes

    def _year(self, number: int) -> Year:
        known = self._years.get(number)
        if known is None:
            if len(self._years) >= _MOST_YEARS:
                self._years.clear()
                self._free.clear()
            known = self._years[number] = build_year(number, self.zone, self._windows)
        return known

    def _windows(self, day: date) -> Iterator[Shown]:
        hours = self.in_force(day)
        return windows_of(day, hours, self.own, self._holidays(hours.holiday_code, day.year))

    def _holidays(self, code: str | None, year: int) -> frozenset[date]:
        if code is None:
            return frozenset()
        known = self._free.get((code, year))
        if known is None:
            known = self._free[code, year] = holidays_of(code, year)
        return known
