"""When the desk's promises fall due."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.messages import Promised
from bot.domain.request import STOPS_RESOLUTION

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from bot.domain.calendar import Calendar
    from bot.domain.desk import Desk
    from bot.domain.request import Request


#: Business minutes within which a promise counts as due soon.
SOON = 120


class Clock(StrEnum):
    """One of the promises that a desk makes about a request."""

    RESPONSE = "response"
    NEXT_RESPONSE = "next_response"
    RESOLUTION = "resolution"
    UPDATE = "update"


#: The name of the instant at which each promise falls due, in `Promised` and in events.
DUE: Mapping[Clock, str] = {
    Clock.RESPONSE: "respond_by",
    Clock.NEXT_RESPONSE: "next_response_by",
    Clock.RESOLUTION: "resolve_by",
    Clock.UPDATE: "update_by",
}
#: The clocks that a hold can stop.
STOPPABLE = frozenset({Clock.RESOLUTION, Clock.UPDATE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A promise whose clock runs: `target` and `held` are business minutes of the calendar."""

    clock: Clock
    start: datetime
    target: int
    held: int
    calendar: Calendar

    @property
    def due(self) -> datetime:
        """The instant at which it falls due."""
        return self.passed(100)

    def passed(self, percent: int) -> datetime:
        """Give the instant at which `percent` of its time has passed."""
        minutes = self.target * percent / 100
        return self.calendar.add_minutes(self.start, minutes + self.held)


def running(request: Request, desk: Desk) -> Iterator[Running]:
    """Give the promises about `request` whose clocks run.

    All count business minutes, with the targets of the priority and category in force: response
    and resolution from the creation, the next response from the message that waits for it, the
    update from when the requester last heard from the desk. A hold never stops an answer; one
    that stops the resolution moves it and the update on by its minutes, and while it lasts
    those two do not run.
    """
    target = desk.promise_of(request.priority, request.category, request.organisation)
    calendar = desk.calendar_of(request.organisation)
    created, held = request.created_at, request.held_minutes
    silent = held - request.heard_held_minutes
    starts = (
        (Clock.RESPONSE, None if request.is_answered else created, target.response, 0),
        (Clock.NEXT_RESPONSE, request.owed_since, target.next_response, 0),
        (Clock.RESOLUTION, created, target.resolution, held),
        (Clock.UPDATE, request.heard_at or created, target.update, silent),
    )
    is_paused = request.hold_reason in STOPS_RESOLUTION
    for clock, start, minutes, moved in starts if request.is_open else ():
        if start is None or minutes is None or (is_paused and clock in STOPPABLE):
            continue
        yield Running(clock=clock, start=start, target=minutes, held=moved, calendar=calendar)


def promised(request: Request, desk: Desk) -> Promised:
    """Give the instants at which the promises about `request` fall due.

    None while a promise is paused, and once it is kept, moot, or not made.
    """
    dues = {DUE[promise.clock]: promise.due for promise in running(request, desk)}
    return Promised(**{name: dues.get(name) for name in DUE.values()})
