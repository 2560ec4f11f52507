"""The open spans of one year in UTC, added up once so that asking costs next to nothing."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate, repeat
from operator import itemgetter
from typing import TYPE_CHECKING, TypeAlias

from bot.domain.hours import ONE_DAY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date
    from zoneinfo import ZoneInfo

    from bot.domain.hours import Shown

ONE_SECOND = timedelta(seconds=1)
_A_DAY = ONE_DAY.total_seconds()

#: From an instant until before another one, in UTC.
Span: TypeAlias = tuple[datetime, datetime]
#: A span within one day, in seconds after midnight UTC.
_Cut: TypeAlias = tuple[float, float]
#: For each minute of a day: what to add to its seconds to get those that the day was open until
#: then, and whether it is open; a closed minute adds nothing of its own.
_Minutes: TypeAlias = tuple[tuple[float, bool], ...]
#: The open seconds before a day, and its minutes.
Day: TypeAlias = tuple[float, _Minutes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """One year of a calendar, from `start` until before `end`, with its open spans in order.

    `befores` are the seconds that the year was open before each span, `days` those before each
    day, with the minutes of the day. Spans begin and end with a minute.
    """

    start: datetime
    end: datetime
    spans: tuple[Span, ...]
    befores: tuple[float, ...]
    days: tuple[Day, ...]
    total: float

    def reached(self, passed: float) -> datetime:
        """Give the earliest instant at which `passed` open seconds are over.

        There are so many: `passed` is above zero and not above `total`.
        """
        place = bisect_left(self.befores, passed) - 1
        return self.spans[place][0] + timedelta(seconds=passed - self.befores[place])

    def spans_from(self, at: datetime) -> Iterator[Span]:
        """Iterate over the spans that end after `at`."""
        first = bisect_right(self.spans, at, key=itemgetter(1))
        return iter(self.spans[first:])


def build_year(number: int, zone: ZoneInfo, windows_of: Callable[[date], Iterable[Shown]]) -> Year:
    """Add up the year `number`, whose days have the windows that `windows_of` gives.

    Raises `OverflowError` or `ValueError` at either end of what the calendar knows.
    """
    start, end = datetime(number, 1, 1, tzinfo=UTC), datetime(number + 1, 1, 1, tzinfo=UTC)
    spans = tuple(_joined(sorted(_spans(start, end, zone, windows_of))))
    *befores, total = _sums((closes - opens).total_seconds() for opens, closes in spans)
    cuts: list[list[_Cut]] = [[] for _ in range((end - start).days)]
    for span in spans:
        for day, cut in _cut(start, span):
            cuts[day].append(cut)
    return Year(
        start=start,
        end=end,
        spans=spans,
        befores=tuple(befores),
        days=tuple(_days([tuple(cut) for cut in cuts])),
        total=total,
    )


def _sums(lengths: Iterable[float]) -> Iterator[float]:
    """Give the sum of all lengths before each one, and last that of all."""
    return accumulate(lengths, initial=0.0)


def _cut(start: datetime, span: Span) -> Iterator[tuple[int, _Cut]]:
    """Cut a span at midnight UTC; give the day after `start` with each part."""
    since, until = ((at - start).total_seconds() for at in span)
    day = int(since // _A_DAY)
    while day * _A_DAY < until:
        yield day, (max(since - day * _A_DAY, 0.0), min(until - day * _A_DAY, _A_DAY))
        day += 1


def _days(cuts: Sequence[tuple[_Cut, ...]]) -> Iterator[Day]:
    """Add up the days; those that are alike share their minutes."""
    known = {cut: tuple(_minutes(cut)) for cut in set(cuts)}
    befores = _sums(sum(closes - opens for opens, closes in cut) for cut in cuts)
    return ((before, known[cut]) for before, cut in zip(befores, cuts, strict=False))


def _minutes(cuts: tuple[_Cut, ...]) -> Iterator[tuple[float, bool]]:
    before = 0.0
    closed_since = 0.0
    for opens, closes in cuts:
        yield from repeat((before, False), _minute(opens) - _minute(closed_since))
        yield from repeat((before - opens, True), _minute(closes) - _minute(opens))
        before += closes - opens
        closed_since = closes
    yield from repeat((before, False), _minute(_A_DAY) - _minute(closed_since))


def _minute(seconds: float) -> int:
    return int(seconds // 60)


def _spans(
    start: datetime,
    end: datetime,
    zone: ZoneInfo,
    windows_of: Callable[[date], Iterable[Shown]],
) -> Iterator[Span]:
    """Find what is open while the zone keeps one offset, for each offset in turn.

    In between, the clock on the wall runs as evenly as UTC does. An hour that it leaves out
    is never open, and an hour that it shows twice is open twice.
    """
    for since, until, offset in offsets(zone, start, end):
        shown_first, shown_last = (at.replace(tzinfo=None) + offset for at in (since, until))
        # The window of the evening before may still be open.
        day = shown_first.date() - ONE_DAY
        while day <= shown_last.date():
            for opens, closes in windows_of(day):
                begins, ends = max(opens, shown_first), min(closes, shown_last)
                if begins < ends:
                    yield (begins - offset).replace(tzinfo=UTC), (ends - offset).replace(tzinfo=UTC)
            day += ONE_DAY


def offsets(
    zone: ZoneInfo, start: datetime, end: datetime
) -> Iterator[tuple[datetime, datetime, timedelta]]:
    """Cut [start, end) where the zone changes its offset from UTC; give each part with it."""
    since, offset = start, _offset(zone, start)
    day = start
    while day < end:
        next_day = min(day + ONE_DAY, end)
        if _offset(zone, next_day) != offset:
            change = _change(zone, day, next_day)
            yield since, change, offset
            since, offset = change, _offset(zone, change)
        day = next_day
    if since < end:
        yield since, end, offset


def _offset(zone: ZoneInfo, at: datetime) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()


def _change(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """Find the first second that has another offset than `before` has; `after` has one."""
    offset = _offset(zone, before)
    while after - before > ONE_SECOND:
        middle = before + (after - before) // 2 // ONE_SECOND * ONE_SECOND
        if _offset(zone, middle) == offset:
            before = middle
        else:
            after = middle
    return after


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    """Make one span of those that touch or overlap; they come in order."""
    known: Span | None = None
    for opens, closes in spans:
        if known is not None and opens <= known[1]:
            known = known[0], max(known[1], closes)
            continue
        if known is not None:
            yield known
        known = opens, closes
    if known is not None:
        yield known
