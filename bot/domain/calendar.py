"""When a desk is open: windows built in local time, compared and added up in UTC."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import count
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ONE_DAY = timedelta(days=1)
ONE_MINUTE = timedelta(minutes=1)
DAYS_A_WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Opening hours by the clock on the wall.

    An `end` that is not after `start` lies on the next day, so 00:00 is midnight. Such a
    window belongs to the day on which it begins.
    """

    start: time
    end: time


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDay:
    """The open spans that begin on one day, in UTC, and their minutes altogether."""

    spans: tuple[tuple[datetime, datetime], ...]
    minutes: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The hours of a desk, Monday first, without the days on which it stays closed.

    `holiday_code` names a country or a part of one, such as "DE" or "DE-BY".
    """

    zone: ZoneInfo
    week: tuple[tuple[Window, ...], ...]
    closed: frozenset[date] = frozenset()
    holiday_code: str | None = None
    # A day is built once and looked up ever after: spans of years cost next to nothing.
    _days: dict[date, OpenDay] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Refuse a week that would let a search for the next opening run for ever."""
        if len(self.week) != DAYS_A_WEEK or not any(self.week):
            message = "a calendar needs seven days, and at least one of them open"
            raise ValueError(message)

    @classmethod
    def always(cls, zone: ZoneInfo | None = None) -> Calendar:
        """Build the calendar that never closes: its minutes are those of any clock."""
        whole_day = (Window(start=time(), end=time()),)
        return cls(zone=zone or ZoneInfo("UTC"), week=(whole_day,) * DAYS_A_WEEK)

    def is_working_day(self, day: date) -> bool:
        """Say whether the desk opens on `day`."""
        return bool(self.week[day.weekday()]) and not self._is_free(day)

    def working_day_before(self, day: date) -> date:
        """Give the last working day before `day`."""
        earlier = (day - offset * ONE_DAY for offset in count(1))
        return next(filter(self.is_working_day, earlier))

    def closed_days(self, start: date, *, days: int) -> tuple[date, ...]:
        """Give the days of its week on which the desk stays closed, within `days` of `start`."""
        ahead = (start + offset * ONE_DAY for offset in range(days))
        return tuple(day for day in ahead if self.week[day.weekday()] and self._is_free(day))

    def next_opening(self, at: datetime) -> datetime:
        """Give `at` if the desk is open then, otherwise the instant at which it opens."""
        return next(max(start, at) for start, end in self._spans_from(at) if end > at)

    def minutes_between(self, start: datetime, end: datetime) -> float:
        """Count the open minutes in [start, end); none if `end` lies before `start`.

        Source: golden cases B0-1 and B0-2.
        """
        if end <= start:
            return 0.0
        first, last = self._local_day(start), self._local_day(end)
        # No window is longer than a day, so the days between these are open in full.
        edges = {first - ONE_DAY, first, last - ONE_DAY, last}
        inner = _days_until(first + ONE_DAY, last - ONE_DAY)
        whole = sum(self._open_day(day).minutes for day in inner)
        cut = sum(_overlap(self._open_day(day), start, end) for day in edges)
        return whole + cut

    def add_minutes(self, start: datetime, minutes: float) -> datetime:
        """Give the earliest instant at which `minutes` open minutes have passed since `start`.

        Zero minutes or fewer leave `start` as it is. Source: golden cases B0-3.
        """
        left = timedelta(minutes=minutes)
        if left <= timedelta():
            return start
        spans = self._spans_from(start)
        while True:
            opens, closes = next(spans)
            begins = max(opens, start)
            if begins + left <= closes:
                return begins + left
            left -= max(closes - begins, timedelta())

    def _spans_from(self, at: datetime) -> Iterator[tuple[datetime, datetime]]:
        # The window of yesterday evening may still be open.
        first = self._local_day(at) - ONE_DAY
        for offset in count():
            yield from self._open_day(first + offset * ONE_DAY).spans

    def _local_day(self, at: datetime) -> date:
        return at.astimezone(self.zone).date()

    def _is_free(self, day: date) -> bool:
        if day in self.closed:
            return True
        return self.holiday_code is not None and day in _holidays(self.holiday_code, day.year)

    def _open_day(self, day: date) -> OpenDay:
        known = self._days.get(day)
        if known is None:
            known = self._days[day] = self._build(day)
        return known

    def _build(self, day: date) -> OpenDay:
        """Build the windows of `day` without what the evening before already covers."""
        covered_until = max((end for _, end in self._windows(day - ONE_DAY)), default=None)
        spans = tuple(_apart(self._windows(day), covered_until))
        return OpenDay(spans=spans, minutes=sum((end - start) / ONE_MINUTE for start, end in spans))

    def _windows(self, day: date) -> list[tuple[datetime, datetime]]:
        if not self.is_working_day(day):
            return []
        return sorted(
            (self._at(day, window.start), self._at(day + _nights(window), window.end))
            for window in self.week[day.weekday()]
        )

    def _at(self, day: date, clock: time) -> datetime:
        return datetime.combine(day, clock, self.zone).astimezone(UTC)


def _nights(window: Window) -> timedelta:
    return ONE_DAY if window.end <= window.start else timedelta()


def _apart(
    spans: Iterable[tuple[datetime, datetime]], covered_until: datetime | None
) -> Iterator[tuple[datetime, datetime]]:
    """Cut ordered spans so that no minute is counted twice."""
    for start, end in spans:
        begins = start if covered_until is None else max(start, covered_until)
        if begins < end:
            yield begins, end
            covered_until = end


def _days_until(first: date, end: date) -> Iterator[date]:
    for offset in range((end - first).days):
        yield first + offset * ONE_DAY


def _overlap(day: OpenDay, start: datetime, end: datetime) -> float:
    shared = (min(closes, end) - max(opens, start) for opens, closes in day.spans)
    return sum((span / ONE_MINUTE for span in shared if span > timedelta()), start=0.0)


@cache
def _holidays(code: str, year: int) -> frozenset[date]:
    """Look up the holidays of one year."""
    # The package is large, and most desks name their closed days themselves.
    import holidays  # noqa: PLC0415 - loaded only where a country is named

    country, _, part = code.partition("-")
    return frozenset(holidays.country_holidays(country, subdiv=part or None, years=year))
