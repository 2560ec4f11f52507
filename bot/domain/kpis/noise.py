"""How often people are called for one thing that gets solved."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot.domain.events import EventKind
from bot.domain.kpis.counted import reason_against
from bot.domain.kpis.figure import Direction, Figure, Unit
from bot.domain.kpis.kpi import MINIMUM, Kpi, Reason

if TYPE_CHECKING:
    from bot.domain.history import Population

_DEFINITION = (
    "Notifications that the desk caused in the period, for each resolution of the period. A "
    "direct message calls one person, a message in a channel calls whoever is mentioned in it; "
    "edits, ticks and answers on the spot call nobody. Loaded histories called nobody here, so "
    "for them it is not counted."
)


def _pings(population: Population) -> Figure:
    resolved = [history for history, _ in population.happened(EventKind.RESOLVED)]
    reasons = [reason_against(history, (Reason.SPAM_OR_TEST,)) for history in resolved]
    n = reasons.count(None)
    is_counted = population.pings is not None and n > 0
    return Figure(
        value=(population.pings or 0) / n if is_counted else None,
        unit=Unit.PINGS,
        n=n,
        numerator=population.pings,
        denominator=n if population.pings is not None else None,
        excluded=dict(Counter(reason.value for reason in reasons if reason is not None)),
        definition=_DEFINITION,
    )


PINGS_PER_RESOLVED = Kpi(
    id="pings_per_resolved",
    title="Pings per solved",
    unit=Unit.PINGS,
    direction=Direction.DOWN,
    clock=None,
    minimum=MINIMUM,
    definition=_DEFINITION,
    compute=_pings,
    cases="resolutions",
)
