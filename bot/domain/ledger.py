"""The ledger of a request's promises: what each clock counted, what it did not, and why.

It is derived from the log: the same rules that set the due instants walk through the events
once more. What was promised before an event stands in that event, so that settings of today
do not change what was decided then.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from bot.domain.request import STOPS_RESOLUTION, State
from bot.domain.segments import Segment, Why, joined, stretches
from bot.domain.sla import STOPPABLE, Clock
from bot.domain.steps import NO_OTHERS, Step, steps_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from bot.domain.desk import Desk
    from bot.domain.events import Event
    from bot.domain.messages import Promised
    from bot.domain.request import Priority, Request


#: Whoever gives a promise more time after this part of it may be saving a figure.
LAST_FIFTH = 0.8


class Outcome(StrEnum):
    """What became of one promise."""

    RUNNING = "running"
    PAUSED = "paused"
    KEPT = "kept"
    MISSED = "missed"
    MOOT = "moot"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """One promise: from when it counted until it was over or until now.

    `due` is when it falls or fell due; None while it is paused. `decided_at` is when it was
    kept, or the instant at which it was missed. `target` is in business minutes, and so is
    `overrun`: what counted after it was missed. `eased_at` is when somebody gave it more time
    in the last fifth of what it had. `calendar` names the organisation whose hours
    counted; None for those of the desk. There are no `segments` if only outcomes were asked for.
    """

    clock: Clock
    priority: Priority
    start: datetime
    end: datetime
    is_over: bool
    target: int
    due: datetime | None
    outcome: Outcome
    decided_at: datetime | None
    overrun: float = 0.0
    eased_at: datetime | None = None
    calendar: str | None = None
    segments: tuple[Segment, ...] = ()

    @property
    def minutes(self) -> float:
        """The business minutes that counted."""
        return sum(segment.minutes for segment in self.segments)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Round:
    """One promise from `start` on, and the places of the steps in which it was made."""

    clock: Clock
    start: datetime
    made: range


def ledgers(
    bare: Request,
    log: Sequence[Event],
    desk: Desk,
    now: datetime,
    *,
    standing: Promised | None = None,
    others: Mapping[str, Desk] = NO_OTHERS,
    in_full: bool = True,
) -> tuple[Ledger, ...]:
    """Keep the books of all promises, in the order in which they began; `in_full` with segments.

    `bare` is the request as it was filed (`filed`), `log` all of its events, and `standing` what
    is promised now, which is told anew unless it is given. `others` are desks that may have had
    it before `desk`, by their keys: each counted by its own hours and targets.
    """
    steps = steps_of(bare, log, desk, now, standing=standing, others=others)
    rounds = (ledger for clock in Clock for ledger in _rounds(clock, steps))
    if in_full:
        rounds = (_with_segments(ledger, steps) for ledger in rounds)
    return tuple(sorted(rounds, key=lambda ledger: (ledger.start, ledger.end)))


def _rounds(clock: Clock, steps: Sequence[Step]) -> Iterator[Ledger]:
    """Cut the life of a request where one promise is over and the next one of its kind begins."""
    starts = [_start(clock, step) for step in steps]
    for start, group in groupby(range(len(steps)), starts.__getitem__):
        if start is not None:
            places = list(group)
            made = range(places[0], places[-1] + 1)
            yield _ledger(_Round(clock=clock, start=start, made=made), steps)


def _start(clock: Clock, step: Step) -> datetime | None:
    """Give the instant from which a promise counts; None while there is none of its kind."""
    request = step.request
    if not request.is_open or _target(clock, step) is None:
        return None
    if clock is Clock.RESPONSE:
        return None if request.is_answered else request.created_at
    if clock is Clock.NEXT_RESPONSE:
        return request.owed_since
    if clock is Clock.UPDATE:
        return request.heard_at or request.created_at
    return request.created_at


def _target(clock: Clock, step: Step) -> int | None:
    request = step.request
    promise = step.desk.promise_of(request.priority, request.category, request.organisation)
    target: int | None = getattr(promise, clock.value)
    return target


def _ledger(of: _Round, steps: Sequence[Step]) -> Ledger:
    last = steps[of.made[-1]]
    ending = next(iter(steps[of.made.stop :]), None)
    made = [steps[place] for place in of.made]
    missed = _missed_at(of.clock, made)
    organisation = last.request.organisation
    return Ledger(
        clock=of.clock,
        priority=last.request.priority,
        start=of.start,
        end=last.until,
        is_over=ending is not None,
        target=_target(of.clock, last) or 0,
        due=last.dues[of.clock],
        outcome=_outcome(last.dues[of.clock], ending) if missed is None else Outcome.MISSED,
        decided_at=missed or (last.until if ending is not None else None),
        overrun=0.0 if missed is None else _counted(of.clock, made, missed),
        eased_at=_eased_at(of, made),
        calendar=organisation if organisation in last.desk.calendars else None,
    )


def _eased_at(of: _Round, steps: Sequence[Step]) -> datetime | None:
    """Find when a promise got a longer target in the last fifth of the one that it had."""
    for place, (before, after) in enumerate(pairwise(steps), start=1):
        was, now_is = (_target(of.clock, step) or 0 for step in (before, after))
        is_eased = before.request.priority != after.request.priority and now_is > was
        if is_eased and _counted(of.clock, steps[:place], of.start) >= LAST_FIFTH * was:
            return after.since
    return None


def _counted(clock: Clock, steps: Iterable[Step], since: datetime) -> float:
    """Count the business minutes from `since` on in which a clock ran."""
    return sum(
        step.calendar.minutes_between(max(step.since, since), step.until)
        for step in steps
        if _pause(clock, step.request) is None
    )


def _with_segments(ledger: Ledger, steps: Sequence[Step]) -> Ledger:
    """Write down every stretch of time until a promise was over, and whether it counted."""
    is_moved = steps[-1].request.moved_from is not None
    segments = (
        replace(segment, desk=step.desk.name) if is_moved else segment
        for step in steps
        if step.since < ledger.end
        for segment in stretches(
            step.calendar,
            max(step.since, ledger.start),
            min(step.until, ledger.end),
            pause=_pause(ledger.clock, step.request),
        )
    )
    return replace(ledger, segments=tuple(joined(segments)))


def _missed_at(clock: Clock, steps: Iterable[Step]) -> datetime | None:
    """Give the instant at which a promise was missed first; nothing undoes that.

    To be on time is to be there at the due instant at the latest. Source: golden case B8.
    """
    for step in steps:
        due = step.dues[clock]
        if due is not None and step.since < step.until and due < step.until:
            return max(due, step.since)
    return None


def _outcome(due: datetime | None, ending: Step | None) -> Outcome:
    if ending is None:
        return Outcome.PAUSED if due is None else Outcome.RUNNING
    is_moot = ending.request.state in {State.CANCELLED, State.MERGED}
    return Outcome.MOOT if is_moot else Outcome.KEPT


def _pause(clock: Clock, request: Request) -> Why | None:
    """Say why a clock does not run, whatever the hour."""
    if not request.is_open:
        return Why.ENDED
    is_held = clock in STOPPABLE and request.hold_reason in STOPS_RESOLUTION
    return Why(request.hold_reason) if is_held and request.hold_reason else None
