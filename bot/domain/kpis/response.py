"""How soon somebody answers, and how soon somebody takes a request."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.events import EventKind
from bot.domain.kpis.counted import FOR_RESPONSES, reason_against
from bot.domain.kpis.durations import Duration, duration_kpi
from bot.domain.kpis.figure import Direction
from bot.domain.kpis.kpi import About, Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.domain.events import Event
    from bot.domain.history import History, Population
    from bot.domain.kpis.figure import Figure
    from bot.domain.kpis.kpi import Kpi

# With more automatic assignments than this, the rest says nothing about the desk.
MOSTLY_AUTOMATIC = 0.8


def _responses(population: Population) -> Iterator[Duration | Reason]:
    for history in population.histories:
        # Without a response, the end of the request is what shows that there will be none.
        end = history.first_response or history.first(*_ends(history))
        if end is not None and population.tells(end):
            silent = end.kind is EventKind.RESOLVED
            yield reason_against(history, FOR_RESPONSES) or Duration(
                start=history.created_at,
                end=end.at,
                calendar=population.calendar_of(history),
                part=history.priority_at(end.at),
                remark=Reason.RESOLVED_SILENTLY if silent else None,
            )


def _ends(history: History) -> tuple[EventKind, ...]:
    # Whatever was taken out of another request can still be answered.
    merged = (EventKind.MERGED,) if history.is_merged else ()
    return (EventKind.CANCELLED, *merged)


def _claims(population: Population) -> Iterator[Duration | Reason]:
    for history in population.histories:
        taken = _taken(history)
        if taken is None or not population.tells(taken):
            continue
        if taken.facts.get("auto"):
            yield Reason.AUTO_ASSIGNED
        else:
            reason = reason_against(history, FOR_RESPONSES)
            calendar = population.calendar_of(history)
            yield reason or Duration(start=history.created_at, end=taken.at, calendar=calendar)


def _taken(history: History) -> Event | None:
    """Find the first event that gave the request an owner, as far as the desk saw it."""
    taken = history.of(EventKind.CLAIMED, EventKind.ASSIGNED)
    return next((event for event in taken if not event.facts.get("replayed")), None)


def _unless_automatic(kpi: Kpi) -> Kpi:
    def compute(population: Population) -> Figure:
        figure = kpi.compute(population)
        automatic = figure.excluded.get(Reason.AUTO_ASSIGNED, 0)
        if automatic <= MOSTLY_AUTOMATIC * (figure.n + automatic):
            return figure
        return replace(figure, value=None, p50=None, p90=None, mean=None, elapsed=None)

    return replace(kpi, compute=compute)


FIRST_RESPONSE_TIME = duration_kpi(
    About(
        id="first_response_time",
        title="First response",
        direction=Direction.DOWN,
        definition=(
            "Business minutes from filing to the first message of a technician, lead or vendor "
            "that the requester can read, by the period of that message; holds do not stop the "
            "clock. A request resolved without a word was answered when it was resolved. Elapsed "
            "are the same spans by any clock."
        ),
    ),
    _responses,
)

TIME_TO_CLAIM = _unless_automatic(
    duration_kpi(
        About(
            id="time_to_claim",
            title="Time to claim",
            direction=Direction.DOWN,
            definition=(
                "Business minutes from filing until somebody first claimed the request or was "
                "given it by hand, by the period of that moment. Automatic assignments are left "
                "out; with more than 80 % of them nothing is measured. Elapsed are the same "
                "spans by any clock."
            ),
        ),
        _claims,
    )
)
