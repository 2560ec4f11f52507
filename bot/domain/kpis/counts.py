"""KPIs that count requests: how many came, and how many are open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.events import EventKind
from bot.domain.kpis.figure import Direction, Figure, Unit
from bot.domain.kpis.kpi import About, Kpi, Reason

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.domain.history import Population


def _volume(population: Population) -> tuple[int, dict[str, int]]:
    created = [history for history, _ in population.happened(EventKind.CREATED)]
    spam = sum(history.is_spam_or_test for history in created)
    merged = sum(history.is_merged for history in created if not history.is_spam_or_test)
    remarks = {Reason.SPAM_OR_TEST.value: spam, Reason.MERGED_BUT_COUNTED.value: merged}
    return len(created) - spam, {reason: count for reason, count in remarks.items() if count}


def _backlog(population: Population) -> tuple[int, dict[str, int]]:
    return population.open_at_end, {}


def _count_kpi(about: About, count: Callable[[Population], tuple[int, Mapping[str, int]]]) -> Kpi:
    def compute(population: Population) -> Figure:
        n, excluded = count(population)
        return Figure(
            # On a desk that never had a request nothing was counted; a quiet day is a true zero.
            value=None if population.is_empty else n,
            unit=Unit.REQUESTS,
            n=n,
            excluded=excluded,
            definition=about.definition,
        )

    return Kpi(
        id=about.id,
        title=about.title,
        unit=Unit.REQUESTS,
        direction=about.direction,
        clock=None,
        minimum=0,
        definition=about.definition,
        compute=compute,
    )


VOLUME = _count_kpi(
    About(
        id="volume",
        title="Requests",
        direction=Direction.NONE,
        definition=(
            "Requests filed in the period, without spam and tests. Requests merged into another "
            "one count, and are told apart."
        ),
    ),
    _volume,
)

BACKLOG = _count_kpi(
    About(
        id="backlog",
        title="Open requests",
        direction=Direction.DOWN,
        definition=(
            "Requests open at the end of the period: filed, and neither resolved, cancelled, "
            "merged nor moved to another desk."
        ),
    ),
    _backlog,
)
