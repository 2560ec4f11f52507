"""KPIs that tell how many of all cases were of one sort."""

from __future__ import annotations

from dataclasses import dataclass, replace
from statistics import fmean
from typing import TYPE_CHECKING

from bot.domain.kpis.figure import Figure, Unit
from bot.domain.kpis.kpi import MINIMUM, Kpi, parted, sort_out
from bot.domain.statistics import percentile, wilson

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from bot.domain.history import Population
    from bot.domain.kpis.kpi import About, Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One case of a share: in the numerator if it is a `hit`; an answer has its `score`.

    `over` are the minutes by which something was missed; `part` is which part of the figure it
    belongs to, too.
    """

    hit: bool
    score: int | None = None
    remark: Reason | None = None
    over: float | None = None
    part: str | None = None


def share_kpi(
    about: About,
    cases: Callable[[Population], Iterable[Case | Reason]],
    *,
    hidden_below: int = 0,
) -> Kpi:
    """Make the KPI whose value is the per cent of `cases` that are hits."""

    def compute(population: Population) -> Figure:
        counted, reasons = sort_out(cases(population))
        parts = {name: share_of(these, about.definition) for name, these in parted(counted).items()}
        return replace(share_of(counted, about.definition), excluded=dict(reasons), parts=parts)

    return Kpi(
        id=about.id,
        title=about.title,
        unit=Unit.PERCENT,
        direction=about.direction,
        clock=None,
        minimum=MINIMUM,
        definition=about.definition,
        compute=compute,
        cases=about.cases,
        hidden_below=hidden_below,
    )


def share_of(cases: Sequence[Case], definition: str) -> Figure:
    """Give the per cent of `cases` that are hits, with its bounds."""
    x, n = sum(case.hit for case in cases), len(cases)
    figure = Figure(value=None, unit=Unit.PERCENT, n=n, definition=definition)
    if not cases:
        return figure
    low, high = wilson(x, n)
    scores = [case.score for case in cases if case.score is not None]
    overs = [case.over for case in cases if case.over is not None]
    return replace(
        figure,
        value=100 * x / n,
        numerator=x,
        denominator=n,
        low=100 * low,
        high=100 * high,
        mean=fmean(scores) if scores else None,
        p50=percentile(overs, 50) if overs else None,
    )
