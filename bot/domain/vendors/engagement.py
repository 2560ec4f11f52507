"""A vendor at work on a request: its own clock, by its own hours."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.refusals import Refused

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.calendar import Calendar
    from bot.domain.vendors.vendor import Vendor


class AlreadyResponded(Refused):
    """{vendor} has answered on #{number} already."""


class AlreadyResolved(Refused):
    """{vendor} has solved its part of #{number} already."""


class AlreadyWaiting(Refused):
    """{vendor} already waits for us on #{number}."""


class NotWaiting(Refused):
    """{vendor} does not wait for us on #{number}."""


class VendorClock(StrEnum):
    """One of the two things that a vendor owes."""

    RESPONSE = "response"
    RESOLUTION = "resolution"


@dataclass(frozen=True, slots=True, kw_only=True)
class Engagement:
    """The `n`th time that a vendor was asked for help with a request.

    The targets are those of the contract at that moment, in minutes of the vendor's working
    time, as are `paused`, the time for which it waited for us, and what each part took.
    """

    id: int
    request_id: int
    vendor_id: int
    n: int
    engaged_at: datetime
    response: int
    resolution: int
    respond_by: datetime
    resolve_by: datetime
    responded_at: datetime | None = None
    resolved_at: datetime | None = None
    waiting_since: datetime | None = None
    paused: int = 0
    response_took: int | None = None
    resolution_took: int | None = None

    @property
    def is_open(self) -> bool:
        """Whether the vendor still has something to do."""
        return self.resolved_at is None

    @property
    def owes(self) -> VendorClock:
        """What is due next."""
        return VendorClock.RESPONSE if self.responded_at is None else VendorClock.RESOLUTION

    @property
    def due(self) -> datetime:
        """When that falls due."""
        return self.respond_by if self.responded_at is None else self.resolve_by


@dataclass(frozen=True, slots=True, kw_only=True)
class AtWork:
    """A vendor at work as people see it; `reference` is what it calls the case."""

    name: str
    reference: str
    at_work: Engagement


def engage(vendor: Vendor, *, request_id: int, n: int, now: datetime) -> Engagement:
    """Start the clock of a vendor."""
    calendar = vendor.calendar
    return Engagement(
        id=0,
        request_id=request_id,
        vendor_id=vendor.id,
        n=n,
        engaged_at=now,
        response=vendor.response,
        resolution=vendor.resolution,
        respond_by=calendar.add_minutes(now, vendor.response),
        resolve_by=calendar.add_minutes(now, vendor.resolution),
    )


def respond(at_work: Engagement, calendar: Calendar, now: datetime) -> Engagement:
    """Note that the vendor has answered."""
    took = _took(at_work, calendar, now)
    return replace(at_work, responded_at=now, response_took=took)


def resolve(at_work: Engagement, calendar: Calendar, now: datetime) -> Engagement:
    """Note that the vendor is done; a solution is an answer, too."""
    answered = at_work if at_work.responded_at else respond(at_work, calendar, now)
    return replace(answered, resolved_at=now, resolution_took=_took(at_work, calendar, now))


def wait(at_work: Engagement, now: datetime) -> Engagement:
    """Stop the clock: the vendor needs something of us."""
    return replace(at_work, waiting_since=now)


def go_on(at_work: Engagement, calendar: Calendar, now: datetime) -> Engagement:
    """Let the clock run again; what was late before it stopped stays late."""
    since = at_work.waiting_since or now
    minutes = round(calendar.minutes_between(since, now))

    def later(due: datetime) -> datetime:
        return due if due < since else calendar.add_minutes(due, minutes)

    answered = at_work.responded_at is not None
    return replace(
        at_work,
        waiting_since=None,
        paused=at_work.paused + minutes,
        respond_by=at_work.respond_by if answered else later(at_work.respond_by),
        resolve_by=later(at_work.resolve_by),
    )


def _took(at_work: Engagement, calendar: Calendar, now: datetime) -> int:
    """Count the vendor's working minutes so far, without those in which it waited for us."""
    passed = calendar.minutes_between(at_work.engaged_at, now)
    return max(0, round(passed) - at_work.paused)
