"""What is not told of a part of all requests, since it would tell about one person."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.events import EventKind

if TYPE_CHECKING:
    from bot.domain.history import Population
    from bot.domain.kpis.figure import Figure
    from bot.domain.kpis.kpi import Kpi


def guarded(kpi: Kpi, theirs: Population, everybody: Population) -> Figure:
    """Compute a figure of one organisation or complexity, as far as it may be told.

    Opinions of fewer than `hidden_below` people are told as if there were none, also if it is
    the others who are so few: whoever knows the whole could subtract. Of few cases anything
    else is told in counts only.
    """
    figure = kpi.compute(theirs)
    if kpi.hidden_below and _points_at_people(kpi, theirs, everybody):
        return _nothing(figure)
    return _in_counts(figure, kpi.minimum)


def _points_at_people(kpi: Kpi, theirs: Population, everybody: Population) -> bool:
    n, of_all = kpi.compute(theirs).n, kpi.compute(everybody).n
    people, all_people = _raters(theirs), _raters(everybody)
    others = of_all - n > 0 and len(all_people - people) < kpi.hidden_below
    return min(n, len(people)) < kpi.hidden_below or others


def _raters(population: Population) -> frozenset[int | None]:
    return frozenset(rated.actor.person_id for _, rated in population.happened(EventKind.RATED))


def _nothing(figure: Figure) -> Figure:
    empty = dict.fromkeys(("value", "numerator", "denominator", "low", "high", "mean"))
    return replace(figure, n=0, **empty, excluded={}, parts={})  # type: ignore[arg-type] # all of them may be None


def _in_counts(figure: Figure, minimum: int) -> Figure:
    parts = {name: _in_counts(part, minimum) for name, part in figure.parts.items()}
    if figure.n >= minimum:
        return replace(figure, parts=parts)
    empty = dict.fromkeys(("value", "low", "high", "p50", "p90", "mean", "elapsed"))
    return replace(figure, **empty, parts=parts)  # type: ignore[arg-type] # all of them may be None
