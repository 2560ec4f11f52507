"""Histories of requests, and the population of one period: what every figure is made from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.domain.events import ActorKind, Event, EventKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from bot.domain.calendar import Calendar
    from bot.domain.ledger import Ledger

OPENS = frozenset({EventKind.CREATED, EventKind.REOPENED, EventKind.UNMERGED, EventKind.MOVED_IN})
ENDS = frozenset(
    {
        EventKind.RESOLVED,
        EventKind.CLOSED,
        EventKind.CANCELLED,
        EventKind.MERGED,
        EventKind.MOVED_OUT,
    }
)
DESK = frozenset({ActorKind.TECHNICIAN, ActorKind.LEAD, ActorKind.VENDOR})
UNCOUNTED_MARKS = frozenset({"spam", "test"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The span [start, end) of a report, told in the time zone of its desk."""

    start: datetime
    end: datetime
    zone: ZoneInfo

    def __contains__(self, at: datetime) -> bool:
        """Say whether `at` lies in the period."""
        return self.start <= at < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """One resolution of a request, and the reopening that answered it, if one did."""

    event: Event
    owner_id: int | None
    reopened: Event | None

    @property
    def is_unanswered(self) -> bool:
        """Whether it only ended the wait for a requester who never answered."""
        return bool(self.event.facts.get("unanswered"))


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The events of one request in order, from `created` on."""

    number: int
    desk_key: str
    requester_id: int | None
    channel: str
    private: bool
    events: tuple[Event, ...]

    @property
    def created_at(self) -> datetime:
        """The instant at which the request was filed."""
        return self.events[0].at

    @property
    def category(self) -> str | None:
        """The category as far as the history goes."""
        return self._last_named("category", EventKind.CATEGORY_CHANGED)

    @property
    def department(self) -> str | None:
        """The department as far as the history goes."""
        return self._last_named("department", EventKind.DEPARTMENT_CHANGED)

    @property
    def system(self) -> str | None:
        """The system as far as the history goes."""
        return self._last_named("system", EventKind.SYSTEM_CHANGED)

    @property
    def organisation(self) -> str | None:
        """The organisation for which it was filed."""
        organisation = self.events[0].facts.get("organisation")
        return organisation if isinstance(organisation, str) else None

    def priority_at(self, at: datetime) -> str:
        """Give the priority that was in force at an instant."""
        return self._last_named("priority", EventKind.PRIORITY_CHANGED, until=at) or "none"

    @property
    def first_reply(self) -> Event | None:
        """The first message of a human of the desk that the requester could read."""
        return next(filter(_is_reply, self.events), None)

    @property
    def first_response(self) -> Event | None:
        """The first reply, or the first resolution if nobody had replied before."""
        return next((e for e in self.events if _is_reply(e) or e.kind is EventKind.RESOLVED), None)

    @property
    def resolutions(self) -> tuple[Resolution, ...]:
        """All resolutions in order."""
        return tuple(_resolutions(self.events))

    @property
    def is_open(self) -> bool:
        """Whether somebody still had something to do where the history stops."""
        moves = (event.kind for event in reversed(self.events) if event.kind in OPENS | ENDS)
        return next(moves) in OPENS

    @property
    def is_merged(self) -> bool:
        """Whether it is part of another request where the history stops."""
        moves = [event.kind for event in self.of(EventKind.MERGED, EventKind.UNMERGED)]
        return bool(moves) and moves[-1] is EventKind.MERGED

    @property
    def is_spam_or_test(self) -> bool:
        """Whether the last mark says that this was no real request."""
        marks = [event.facts.get("as") for event in self.of(EventKind.MARKED)]
        return bool(marks) and marks[-1] in UNCOUNTED_MARKS

    def _last_named(
        self, fact: str, change: EventKind, *, until: datetime | None = None
    ) -> str | None:
        # What is decided at the beginning names the fact itself, a change what it leads to.
        beginning = (EventKind.CREATED, EventKind.ROUTED, EventKind.MOVED_IN)
        named = [
            event.facts.get("to" if event.kind is change else fact)
            for event in self.of(change, *beginning)
            if event.kind is change or fact in event.facts
            if until is None or event.at <= until
        ]
        last = named[-1] if named else None
        return last if isinstance(last, str) else None

    def of(self, *kinds: EventKind) -> Iterator[Event]:
        """Iterate over the events of these kinds."""
        return (event for event in self.events if event.kind in kinds)

    def first(self, *kinds: EventKind) -> Event | None:
        """Give the first event of one of these kinds."""
        return next(self.of(*kinds), None)

    def has(self, kind: EventKind) -> bool:
        """Say whether an event of this kind happened."""
        return self.first(kind) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What was promised about one request, as known at the end of a period."""

    history: History
    ledgers: tuple[Ledger, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Population:
    """All requests with an event in the period, as they were known at its end.

    No history holds an event at or after the end of the period. The numbers of open requests
    at both ends are counted apart, since old requests without an event are not listed here.
    `pings` are the notifications that the desk caused; None where nobody counted them.
    `accounts` are the books of all requests that were touched or open in the period, also those
    to which nothing happened; None where nobody kept them. `reopening_voids` says that a
    solution in time was none if it did not last a week. `calendars` are those of organisations
    that have their own hours.
    """

    histories: Sequence[History]
    period: Period
    calendar: Calendar
    open_at_start: int
    open_at_end: int
    pings: int | None = None
    accounts: Sequence[Account] | None = None
    reopening_voids: bool = True
    calendars: Mapping[str, Calendar] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether the desk had nothing at all: no request open and no request touched."""
        return not (self.histories or self.open_at_start or self.open_at_end)

    def calendar_of(self, history: History) -> Calendar:
        """Give the calendar by which the minutes of a request count."""
        return self.calendars.get(history.organisation or "", self.calendar)

    def tells(self, event: Event) -> bool:
        """Say whether an event counts: in the period, and at this desk."""
        return event.at in self.period and not event.elsewhere

    def happened(self, *kinds: EventKind) -> Iterator[tuple[History, Event]]:
        """Iterate over the events of these kinds that count."""
        for history in self.histories:
            for event in history.of(*kinds):
                if self.tells(event):
                    yield history, event


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """How many requests came, went and came back in one period.

    Those that were taken out of another one come back, but nobody has reopened them; those that
    came from another desk were filed there.
    """

    opened: int
    resolved: int
    reopened: int
    cancelled: int
    merged: int
    unmerged: int = 0
    moved_in: int = 0
    moved_out: int = 0


def flow_of(population: Population) -> Flow:
    """Count the moves of the period; each event counts, also a second resolution.

    What was open at the start, and what came, less what went, is open at the end (B15).
    """
    counts = dict.fromkeys(EventKind, 0)
    for _, event in population.happened(*EventKind):
        counts[event.kind] += 1
    return Flow(
        opened=counts[EventKind.CREATED],
        resolved=counts[EventKind.RESOLVED],
        reopened=counts[EventKind.REOPENED],
        cancelled=counts[EventKind.CANCELLED],
        merged=counts[EventKind.MERGED],
        unmerged=counts[EventKind.UNMERGED],
        moved_in=counts[EventKind.MOVED_IN],
        moved_out=counts[EventKind.MOVED_OUT],
    )


def _is_reply(event: Event) -> bool:
    return event.kind is EventKind.HUMAN_REPLY and event.actor.kind in DESK


def _resolutions(events: Iterable[Event]) -> Iterator[Resolution]:
    pending: Event | None = None
    for event in events:
        if event.kind not in (EventKind.RESOLVED, EventKind.REOPENED):
            continue
        if pending is not None:
            reopened = event if event.kind is EventKind.REOPENED else None
            yield _resolution(pending, reopened)
        pending = event if event.kind is EventKind.RESOLVED else None
    if pending is not None:
        yield _resolution(pending, None)


def _resolution(event: Event, reopened: Event | None) -> Resolution:
    owner = event.facts.get("owner")
    owner_id = owner if isinstance(owner, int) else event.actor.person_id
    return Resolution(event=event, owner_id=owner_id, reopened=reopened)
