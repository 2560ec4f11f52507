"""Stretches of time that count or do not count for a promise."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from enum import StrEnum
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from bot.domain.calendar import ONE_MINUTE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from bot.domain.calendar import Calendar


class Why(StrEnum):
    """Why a stretch of time counted, or did not."""

    OPEN = "open"
    CLOSED = "closed"
    ENDED = "ended"
    REQUESTER = "requester"
    APPROVAL = "approval"
    SCHEDULED = "scheduled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch [start, end) that counted `minutes`, or none; `since` names the hours in force.

    `desk` is the name of the desk whose hours they are, of a request that several have had.
    """

    start: datetime
    end: datetime
    why: Why
    minutes: float
    since: date
    desk: str = ""


def stretches(
    calendar: Calendar, start: datetime, end: datetime, *, pause: Why | None
) -> Iterator[Segment]:
    """Cut [start, end) where the desk opens and closes, or not at all for the time of a pause."""
    for begins, ends in pairwise([start, *_changes(calendar, start, end), end]):
        since = calendar.in_force(begins.astimezone(calendar.zone).date()).since
        if begins >= ends:
            continue
        if pause is not None:
            yield Segment(start=begins, end=ends, why=pause, minutes=0.0, since=since)
        else:
            yield from _counted(calendar, begins, ends, since)


def _changes(calendar: Calendar, start: datetime, end: datetime) -> Iterator[datetime]:
    """Give the instants in between at which other hours come into force."""
    for version in calendar.versions[1:]:
        change = datetime.combine(version.since, time(), calendar.zone).astimezone(UTC)
        if start < change < end:
            yield change


def _counted(calendar: Calendar, start: datetime, end: datetime, since: date) -> Iterator[Segment]:
    """Tell open hours from closed ones."""
    at = start
    for opens, closes in calendar.spans(start, end):
        if at < opens:
            yield Segment(start=at, end=opens, why=Why.CLOSED, minutes=0.0, since=since)
        minutes = (closes - opens) / ONE_MINUTE
        yield Segment(start=opens, end=closes, why=Why.OPEN, minutes=minutes, since=since)
        at = closes
    if at < end:
        yield Segment(start=at, end=end, why=Why.CLOSED, minutes=0.0, since=since)


def joined(segments: Iterable[Segment]) -> Iterator[Segment]:
    """Make one of segments that follow on another for the same reason."""
    for _, group in groupby(segments, lambda segment: (segment.why, segment.since, segment.desk)):
        alike = list(group)
        minutes = sum(segment.minutes for segment in alike)
        yield replace(alike[0], end=alike[-1].end, minutes=minutes)
