"""Figures at a glance, for the Home: a desk's state for its leads, and people's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.desk import PeopleMetrics
from bot.domain.events import EventKind
from bot.domain.history import Period, Population
from bot.domain.home import DeskState, OwnFigures
from bot.domain.incentives.people import resolved_by
from bot.domain.kpis import KPIS
from bot.domain.reports.digest import most_urgent_first
from bot.domain.reports.usual import Days, usual_range
from bot.usecases import figures

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.desk import Desk
    from storage.store import Transaction

#: The figures that people see of themselves: no rank, and nobody to compare with.
OWN_KPIS = ("first_response_time", "csat")
#: Where figures about a single person may be shown to that person.
OWN_FIGURES = frozenset({PeopleMetrics.PRIVATE, PeopleMetrics.RECOGNITION})


def figures_of(tx: Transaction, desk: Desk, person_id: int, now: datetime) -> OwnFigures:
    """Compute what one person did: resolutions since Monday, the rest in 28 days."""
    zone = desk.calendar.zone
    today = now.astimezone(zone).date()
    monday = figures.midnight(today - today.weekday() * figures.ONE_DAY, zone)
    owned = tx.reporting.histories(desk.key, now - figures.ROLLING, now, owner_id=person_id)

    def since(start: datetime) -> Population:
        return Population(
            histories=owned,
            period=Period(start=start, end=now, zone=zone),
            calendar=desk.calendar,
            open_at_start=0,
            open_at_end=0,
        )

    rolling = since(now - figures.ROLLING)
    return OwnFigures(
        resolved=resolved_by(since(monday))[person_id],
        figures={id_: KPIS[id_].compute(rolling) for id_ in OWN_KPIS},
    )


def state_of(tx: Transaction, desk: Desk, now: datetime) -> DeskState:
    """Tell how a desk stands today."""
    zone = desk.calendar.zone
    today = now.astimezone(zone).date()
    counts = tx.reporting.counts(desk.key, figures.midnight(today, zone), now)
    recent = figures.recent_days(tx, desk, today, zone)
    return DeskState(
        open=tx.reporting.open_state(desk.key, now),
        opened=counts.get(EventKind.CREATED, 0),
        resolved=counts.get(EventKind.RESOLVED, 0),
        usual=usual_range(Days(first=today, last=today), recent, desk.calendar),
        act_now=most_urgent_first(figures.items_to_act_on(tx, desk, now)),
    )
