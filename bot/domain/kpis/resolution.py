"""How long requests take until they are resolved."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from bot.domain.events import EventKind
from bot.domain.kpis.counted import reason_against_resolution
from bot.domain.kpis.durations import Duration, duration_kpi
from bot.domain.kpis.figure import Direction
from bot.domain.kpis.kpi import About
from bot.domain.request import STOPS_RESOLUTION, HoldReason

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from bot.domain.calendar import Calendar
    from bot.domain.events import Event
    from bot.domain.history import History, Population, Resolution
    from bot.domain.kpis.kpi import Reason

SWITCHES = (
    EventKind.HOLD_STARTED,
    EventKind.HOLD_ENDED,
    EventKind.RESOLVED,
    EventKind.REOPENED,
)


def _first_resolutions(population: Population) -> Iterator[Duration | Reason]:
    for history in population.histories:
        for resolution in history.resolutions[:1]:
            if population.tells(resolution.event):
                yield _until(resolution, history, population.calendar_of(history))


def _last_resolutions(population: Population) -> Iterator[Duration | Reason]:
    for history in population.histories:
        for resolution in history.resolutions[-1:]:
            if resolution.reopened is None and population.tells(resolution.event):
                yield _until(resolution, history, population.calendar_of(history))


def _until(resolution: Resolution, history: History, calendar: Calendar) -> Duration | Reason:
    resolved = resolution.event
    return reason_against_resolution(resolution, history) or Duration(
        start=history.created_at,
        end=resolved.at,
        calendar=calendar,
        part=history.priority_at(resolved.at),
        pauses=tuple(_pauses(history, resolved)),
    )


def _pauses(history: History, end: Event) -> Iterator[tuple[datetime, datetime]]:
    """Find the spans before `end` in which the clock of the resolution stood still."""
    since: datetime | None = None
    for event in takewhile(lambda event: event is not end, history.of(*SWITCHES)):
        if since is not None:
            yield since, event.at
        since = event.at if _stops(event) else None
    if since is not None:
        yield since, end.at


def _stops(event: Event) -> bool:
    """Say whether the clock stands after `event`: in some holds, and once resolved."""
    if event.kind is EventKind.HOLD_STARTED:
        return HoldReason(str(event.facts["reason"])) in STOPS_RESOLUTION
    return event.kind is EventKind.RESOLVED


RESOLUTION_TIME = duration_kpi(
    About(
        id="resolution_time",
        title="Resolution",
        direction=Direction.DOWN,
        definition=(
            "Business minutes from filing to the first resolution, by the period of that "
            "resolution, without holds for the requester, for an approval or until a date; waiting "
            "for a vendor counts. Elapsed are the same spans by any clock, holds included."
        ),
    ),
    _first_resolutions,
)

FULL_RESOLUTION_TIME = duration_kpi(
    About(
        id="full_resolution_time",
        title="Full resolution",
        direction=Direction.DOWN,
        definition=(
            "Business minutes from filing to the last resolution, of requests that stand "
            "resolved, without the holds that resolution_time leaves out and without the time "
            "between a resolution and its reopening. Elapsed are the same spans by any clock, "
            "all of that included."
        ),
    ),
    _last_resolutions,
)
