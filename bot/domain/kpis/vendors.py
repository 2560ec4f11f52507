"""How well a vendor keeps its contract (B25)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest
from statistics import fmean
from typing import TYPE_CHECKING, Final

from bot.domain.calendar import ONE_MINUTE
from bot.domain.events import EventKind
from bot.domain.history import ENDS, OPENS
from bot.domain.kpis.figure import Figure, Unit, as_json
from bot.domain.kpis.kpi import MINIMUM
from bot.domain.kpis.shares import Case, share_of
from bot.domain.request import HoldReason
from bot.domain.statistics import percentile
from bot.domain.vendors.engagement import VendorClock

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from bot.domain.events import Event
    from bot.domain.history import Period
    from bot.domain.vendors.engagement import Engagement

_ATTAINMENT: Final = (
    "Cases decided in the period that the vendor kept in time, of all that were decided: kept "
    "when it was done at the due instant at the latest, missed from the due instant on, even "
    "while it is still open. Time in which the vendor waited for us does not count."
)
_TOOK: Final = (
    "Minutes of the vendor's working time from its being asked, without those in which it waited "
    "for us, by the period in which it was done."
)
_SHARE: Final = (
    "Of the time on any clock for which requesters waited for a solution, without holds for them: "
    "the part in which this vendor had to act."
)
_DONE: Final = {
    VendorClock.RESPONSE: ("respond_by", "responded_at", "response_took"),
    VendorClock.RESOLUTION: ("resolve_by", "resolved_at", "resolution_took"),
}


class Verdict(StrEnum):
    """How a share stands to the goal that the contract names."""

    TOO_FEW = "too few to judge"
    KEPT = "kept"
    NOT_PROVEN = "below, not proven"
    PROVEN = "below, proven"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One time that the vendor was asked; `over_at` is when the request itself ended."""

    at_work: Engagement
    over_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """How long a requester waited for one request, and how much of it for the vendor, in minutes.

    Both on any clock on the wall.
    """

    minutes: float
    at_vendor: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorecard:
    """What a vendor has done in a period; `open` and `past_target` are as of its end.

    `came_back` counts how often it was asked once more about what it had called solved.
    """

    response: Figure
    resolution: Figure
    response_time: Figure
    resolution_time: Figure
    share_of_wait: Figure
    asked: int
    came_back: int
    open: int
    past_target: int


def scorecard(asked: Sequence[Asked], waits: Iterable[Wait], period: Period) -> Scorecard:
    """Measure one vendor; source: golden cases B25resp and B25res."""
    begun = [one.at_work for one in asked if one.at_work.engaged_at in period]
    open_ones = [one for one in asked if _is_open(one, period.end)]
    return Scorecard(
        response=_attainment(asked, VendorClock.RESPONSE, period),
        resolution=_attainment(asked, VendorClock.RESOLUTION, period),
        response_time=_took(asked, VendorClock.RESPONSE, period),
        resolution_time=_took(asked, VendorClock.RESOLUTION, period),
        share_of_wait=_share_of_wait(list(waits)),
        asked=len(begun),
        came_back=sum(_came_back(at_work, asked) for at_work in begun),
        open=len(open_ones),
        past_target=sum(is_past_target(one, period.end) for one in open_ones),
    )


def scorecard_json(card: Scorecard) -> dict[str, object]:
    """Spell a scorecard for machines."""
    figures = {
        "response": card.response,
        "resolution": card.resolution,
        "response_time": card.response_time,
        "resolution_time": card.resolution_time,
        "share_of_wait": card.share_of_wait,
    }
    counts = {
        "asked": card.asked,
        "came_back": card.came_back,
        "open": card.open,
        "past_target": card.past_target,
    }
    return {**counts, **{name: as_json(figure) for name, figure in figures.items()}}


def verdict(figure: Figure, goal: int) -> Verdict:
    """Judge a share by its goal, so that chance alone condemns nobody; source: measurement D5."""
    if figure.value is None or figure.high is None or figure.n < MINIMUM:
        return Verdict.TOO_FEW
    if figure.value >= goal:
        return Verdict.KEPT
    return Verdict.NOT_PROVEN if figure.high >= goal else Verdict.PROVEN


def decided(one: Asked, clock: VendorClock, now: datetime) -> tuple[datetime, bool] | None:
    """Say when it was decided whether a target was kept, and whether it was; None if it is open.

    What stopped before it was due, because the request ended or the vendor waits for us, is not
    decided.
    """
    due_name, done_name, _ = _DONE[clock]
    due: datetime = getattr(one.at_work, due_name)
    done: datetime | None = getattr(one.at_work, done_name)
    if done is not None and done <= min(due, now):
        return done, True
    stops = (done, one.at_work.waiting_since, one.over_at, now)
    return (due, False) if due < min(at for at in stops if at is not None) else None


def is_past_target(one: Asked, now: datetime) -> bool:
    """Say whether the vendor has to act and should have done so before `now`."""
    at_work = one.at_work
    return _is_open(one, now) and at_work.waiting_since is None and at_work.due < now


def wait_of(events: Sequence[Event], vendor_id: int, until: datetime) -> Wait:
    """Walk through the life of a request and tell how long its requester waited, and for whom.

    Holds for the requester are nobody else's time.
    """
    minutes = at_vendor = 0.0
    at_work: set[object] = set()
    is_open = is_held = False
    known = [event for event in events if event.at < until]
    for event, following in zip_longest(known, known[1:]):
        ends = until if following is None else following.at
        is_open = (is_open or event.kind in OPENS) and event.kind not in ENDS
        is_held = _is_held(event, before=is_held)
        _step(at_work, event, vendor_id)
        span = (ends - event.at) / ONE_MINUTE if is_open and not is_held else 0.0
        minutes += span
        at_vendor += span if at_work else 0.0
    return Wait(minutes=minutes, at_vendor=at_vendor)


def _is_held(event: Event, *, before: bool) -> bool:
    if event.kind is EventKind.HOLD_STARTED:
        return event.facts.get("reason") == HoldReason.REQUESTER
    return before and event.kind is not EventKind.HOLD_ENDED


def _step(at_work: set[object], event: Event, vendor_id: int) -> None:
    """Keep note of which engagements of the vendor have to act after `event`."""
    if event.facts.get("vendor") != vendor_id:
        return
    if event.kind in {EventKind.VENDOR_ENGAGED, EventKind.VENDOR_GOES_ON}:
        at_work.add(event.facts.get("n"))
    elif event.kind in {EventKind.VENDOR_WAITING, EventKind.VENDOR_RESOLVED}:
        at_work.discard(event.facts.get("n"))


def _attainment(asked: Sequence[Asked], clock: VendorClock, period: Period) -> Figure:
    outcomes = (decided(one, clock, period.end) for one in asked)
    cases = [Case(hit=known[1]) for known in outcomes if known and known[0] in period]
    return share_of(cases, _ATTAINMENT)


def _took(asked: Sequence[Asked], clock: VendorClock, period: Period) -> Figure:
    minutes = list(_minutes(asked, clock, period))
    figure = Figure(value=None, unit=Unit.MINUTES, n=len(minutes), definition=_TOOK)
    if not minutes:
        return figure
    p50, p90 = percentile(minutes, 50), percentile(minutes, 90)
    return Figure(
        value=p50,
        unit=Unit.MINUTES,
        n=len(minutes),
        definition=_TOOK,
        p50=p50,
        p90=p90,
        mean=fmean(minutes),
    )


def _minutes(asked: Sequence[Asked], clock: VendorClock, period: Period) -> Iterator[int]:
    _, done_name, took_name = _DONE[clock]
    for one in asked:
        done, took = getattr(one.at_work, done_name), getattr(one.at_work, took_name)
        if done is not None and took is not None and done in period:
            yield took


def _share_of_wait(waits: Sequence[Wait]) -> Figure:
    whole = sum(wait.minutes for wait in waits)
    share = 100 * sum(wait.at_vendor for wait in waits) / whole if whole else None
    return Figure(value=share, unit=Unit.PERCENT, n=len(waits), definition=_SHARE)


def _is_open(one: Asked, now: datetime) -> bool:
    at_work = one.at_work
    ends = (at_work.resolved_at, one.over_at)
    return at_work.engaged_at < now and all(at is None or at >= now for at in ends)


def _came_back(at_work: Engagement, asked: Sequence[Asked]) -> bool:
    """Say whether the vendor had called the same request solved before."""
    others = (one.at_work for one in asked if one.at_work.request_id == at_work.request_id)
    return any(
        other.resolved_at is not None and other.resolved_at <= at_work.engaged_at
        for other in others
    )
