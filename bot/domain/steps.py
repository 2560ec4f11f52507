"""A request from one event to the next, and what was promised about it meanwhile.

What was promised before an event stands in that event, so that settings of today do not change
what was decided then. Where the log is silent, the rules of today tell it once more.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from itertools import zip_longest
from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.domain.events import EventKind
from bot.domain.life import apply
from bot.domain.request import Priority, Request
from bot.domain.sla import DUE, Clock, promised

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.domain.calendar import Calendar
    from bot.domain.desk import Desk
    from bot.domain.events import Event, Fact
    from bot.domain.messages import Promised

NO_OTHERS: Mapping[str, Desk] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What a request was from one event until before the next one, and what was promised.

    `desk` is the one that had it, and `by_rule` what its settings of today would have promised.
    """

    request: Request
    desk: Desk
    since: datetime
    until: datetime
    dues: Mapping[Clock, datetime | None]
    by_rule: Mapping[Clock, datetime | None]

    @property
    def calendar(self) -> Calendar:
        """The hours that count."""
        return self.desk.calendar_of(self.request.organisation)


def steps_of(
    bare: Request,
    log: Sequence[Event],
    desk: Desk,
    now: datetime,
    *,
    standing: Promised | None = None,
    others: Mapping[str, Desk] = NO_OTHERS,
) -> tuple[Step, ...]:
    """Walk through the log as far as it was known at `now`.

    Later events only tell what had been promised until then. `standing` is what is promised
    after the last one, which is told anew unless it is given. `others` are desks that may have
    had it before `desk`, by their keys.
    """
    derived = list(_derived(bare, log, desk, now, others=others))
    if standing is not None:
        derived[-1] = replace(derived[-1], dues=_dues(standing))
    return tuple(_known_at(now, _as_promised(derived, log)))


def filed(request: Request, log: Sequence[Event]) -> Request:
    """Give back what `request` was when it was filed, from its log."""
    created = log[0]
    moved = next((event for event in log if event.kind is EventKind.MOVED_OUT), None)
    category, organisation = created.facts.get("category"), created.facts.get("organisation")
    return Request(
        id=request.id,
        number=request.number,
        desk_key=str(moved.facts["from"]) if moved else request.desk_key,
        requester_id=request.requester_id,
        created_at=created.at,
        priority=Priority(str(created.facts.get("priority") or request.priority)),
        category=category if isinstance(category, str) else None,
        organisation=organisation if isinstance(organisation, str) else None,
    )


def noted(before: Promised, after: Promised) -> dict[str, Fact]:
    """Give the facts that an event keeps of the promises which it ends or moves."""
    known = ((name, getattr(before, name), getattr(after, name)) for name in DUE.values())
    return {name: was.isoformat() for name, was, now in known if was is not None and was != now}


def _derived(
    request: Request,
    log: Sequence[Event],
    desk: Desk,
    now: datetime,
    *,
    others: Mapping[str, Desk],
) -> Iterator[Step]:
    """Walk through the log by the rules and settings of today."""
    for event, following in zip_longest(log, log[1:]):
        request = apply(request, event)
        # A desk that has left the settings cannot be asked any more.
        here = others.get(request.desk_key, desk)
        dues = _dues(promised(request, here))
        yield Step(
            request=request,
            desk=here,
            since=event.at,
            until=max(now, event.at) if following is None else following.at,
            dues=dues,
            by_rule=dues,
        )


def _as_promised(steps: Sequence[Step], log: Sequence[Event]) -> Sequence[Step]:
    """Put in what had been promised, as far as the log or what stands now tells it.

    An event that does not move a promise leaves it as it is, so what is known of a step holds
    for the one before as well.
    """
    known = [steps[-1]]
    for step, following in zip(reversed(steps[:-1]), reversed(log[1:]), strict=True):
        later = known[-1]
        unmoved = {
            clock: due
            for clock, due in later.dues.items()
            if step.by_rule[clock] == later.by_rule[clock]
        }
        known.append(replace(step, dues={**step.dues, **unmoved, **_told(following)}))
    return known[::-1]


def _known_at(now: datetime, steps: Sequence[Step]) -> Iterator[Step]:
    """Leave out what was not known at `now`."""
    for step in steps:
        if step.since <= now:
            yield replace(step, until=max(step.since, min(step.until, now)))


def _dues(due: Promised) -> dict[Clock, datetime | None]:
    return {clock: getattr(due, name) for clock, name in DUE.items()}


def _told(event: Event) -> dict[Clock, datetime | None]:
    """Read from an event what had been promised until then."""
    return {
        clock: datetime.fromisoformat(str(event.facts[name]))
        for clock, name in DUE.items()
        if name in event.facts
    }
