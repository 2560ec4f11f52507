"""What had to be done again, and what changed hands."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.events import ActorKind, EventKind
from bot.domain.kpis.counted import (
    FOR_RESPONSES,
    closed_out,
    reason_against,
    reason_against_resolution,
)
from bot.domain.kpis.figure import Direction
from bot.domain.kpis.kpi import About, Reason
from bot.domain.kpis.shares import Case, share_kpi

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.domain.history import History, Population, Resolution

REOPENING_COUNTS_FOR = timedelta(days=7)


def _resolutions(population: Population) -> Iterator[Case | Reason]:
    for history in population.histories:
        for resolution in history.resolutions:
            at = resolution.event.at
            if not population.tells(resolution.event):
                continue
            is_mature = at + REOPENING_COUNTS_FOR <= population.period.end
            reason = reason_against_resolution(resolution, history)
            yield reason or (_verdict(resolution) if is_mature else Reason.NOT_YET_MATURE)


def _verdict(resolution: Resolution) -> Case:
    reopened = resolution.reopened
    if reopened is None or reopened.at > resolution.event.at + REOPENING_COUNTS_FOR:
        return Case(hit=False)
    if reopened.actor.kind is ActorKind.REQUESTER:
        return Case(hit=True)
    return Case(hit=False, remark=Reason.REOPENED_BY_THE_DESK)


def _handed_over(population: Population) -> Iterator[Case | Reason]:
    for history in closed_out(population):
        yield reason_against(history, FOR_RESPONSES) or Case(hit=_changed_hands(history))


def _changed_hands(history: History) -> bool:
    return any(not event.facts.get("first") for event in history.of(EventKind.ASSIGNED))


REOPEN_RATE = share_kpi(
    About(
        id="reopen_rate",
        title="Reopened",
        direction=Direction.DOWN,
        definition=(
            "Resolutions of the period that the requester reopened within 7 days, of all that "
            "were 7 days old at its end. Reopenings by the desk itself are told apart and not "
            "counted."
        ),
        cases="resolutions",
    ),
    _resolutions,
)

REASSIGNMENT_RATE = share_kpi(
    About(
        id="reassignment_rate",
        title="Handed over",
        direction=Direction.DOWN,
        definition=(
            "Requests resolved or cancelled in the period that went from one owner to another at "
            "least once, of all that were resolved or cancelled."
        ),
    ),
    _handed_over,
)
