"""The rota: who is on call, and when that changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import combinations, count, pairwise, takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zoneinfo import ZoneInfo

    from bot.domain.calendar import Calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """A stretch in which somebody (a Slack id) is on call, by the clock on the wall.

    It comes once, or `every` so many weeks as long as it does not begin after `until`.
    """

    who: str
    start: datetime
    end: datetime
    every: int = 0
    until: datetime | None = None

    def stretches(self, since: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Iterate over when it begins and ends, from the last time it began until `since`."""
        step = timedelta(weeks=self.every)
        first = max(0, (since - self.start) // step) if self.every else 0
        for number in count(first) if self.every else (0,):
            start = self.start + number * step
            if self.until is not None and start > self.until:
                return
            yield start, start + (self.end - self.start)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rota:
    """All duties of a desk, in the zone of its wall; what is dated goes before what repeats."""

    zone: ZoneInfo
    duties: tuple[Duty, ...] = ()

    def on_call(self, at: datetime) -> str | None:
        """Name who is on call at an instant, or nobody."""
        shown = self._shown(at)
        on = [
            (not duty.every, start, duty.who)
            for duty in self.duties
            for start, end in takewhile(lambda span: span[0] <= shown, duty.stretches(shown))
            if shown < end
        ]
        # Of two that overlap, the one that began later stands in for the other.
        return max(on)[-1] if on else None

    def next_start(self, at: datetime) -> datetime | None:
        """Give the next instant at which somebody comes on call, or None."""
        shown = self._shown(at)
        coming = (
            next((start for start, _ in duty.stretches(shown) if start > shown), None)
            for duty in self.duties
        )
        starts = [start for start in coming if start is not None]
        return self._instant(min(starts)) if starts else None

    def overlap(self) -> tuple[int, int] | None:
        """Find two duties of one kind that nobody can tell apart, by their places; or None."""
        places = sorted(range(len(self.duties)), key=lambda place: self.duties[place].start)
        once = [place for place in places if not self.duties[place].every]
        repeated = sorted(place for place in places if self.duties[place].every)
        # Of those that come once, neighbours meet if any do; a year of days is many.
        for one, other in (*pairwise(once), *combinations(repeated, 2)):
            if _overlap(self.duties[one], self.duties[other]):
                return min(one, other), max(one, other)
        return None

    def gap(self, calendar: Calendar, start: datetime, end: datetime) -> datetime | None:
        """Find the first instant in opening hours at which nobody is on call, or None."""
        edges = sorted(set(self._edges(start, end)))
        for opens, closes in calendar.spans(start, end):
            for at in (opens, *(edge for edge in edges if opens < edge < closes)):
                if self.on_call(at) is None:
                    return at
        return None

    def span(self) -> tuple[datetime, datetime] | None:
        """Give the instants between which the duties lie that are not repeated for ever."""
        lasting = [duty for duty in self.duties if not duty.every or duty.until is not None]
        if not lasting or len(lasting) < len(self.duties):
            return None
        last = max(
            duty.until + (duty.end - duty.start) if duty.until else duty.end for duty in lasting
        )
        return self._instant(min(duty.start for duty in lasting)), self._instant(last)

    def _edges(self, start: datetime, end: datetime) -> Iterator[datetime]:
        """List the instants at which a duty ends."""
        for duty in self.duties:
            for begins, ends in duty.stretches(self._shown(start)):
                if self._instant(begins) > end:
                    break
                yield self._instant(ends)

    def _shown(self, at: datetime) -> datetime:
        return at.astimezone(self.zone).replace(tzinfo=None)

    def _instant(self, shown: datetime) -> datetime:
        return shown.replace(tzinfo=self.zone).astimezone(UTC)


def _overlap(one: Duty, other: Duty) -> bool:
    """Say whether two duties of the same kind meet."""
    first, second = sorted((one, other), key=lambda duty: (duty.start, duty.who))
    # Two patterns meet within as many weeks as both need to come round together.
    horizon = second.start + timedelta(weeks=max(first.every, 1) * max(second.every, 1))
    later = list(takewhile(lambda span: span[0] <= horizon, second.stretches(second.start)))
    return any(
        start < until and since < end
        for start, end in takewhile(lambda span: span[0] <= horizon, first.stretches(second.start))
        for since, until in later
    )
