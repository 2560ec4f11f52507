"""A vendor's scorecard as lines of plain text: the plain ratio first, then the proof."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.kpis.kpi import MINIMUM
from bot.domain.kpis.vendors import Verdict, verdict
from bot.domain.reports.wording import spell_minutes, spell_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.domain.kpis.figure import Figure
    from bot.domain.kpis.vendors import Scorecard
    from bot.domain.vendors.vendor import Tight, Vendor

_MINIMUM_P90 = 30


def scorecard_lines(card: Scorecard, vendor: Vendor) -> Iterator[str]:
    """Write what a vendor has done, one line for each figure."""
    came_back = f", {card.came_back} of them once more" if card.came_back else ""
    yield f"Asked: {spell_number(card.asked, 'times')}{came_back}"
    yield f"Open: {card.open}" + (f", {card.past_target} past target" if card.past_target else "")
    yield f"Answered in time: {_spell_attainment(card.response, vendor.goal)}"
    yield f"Solved in time: {_spell_attainment(card.resolution, vendor.goal)}"
    yield f"Answer: {_spell_time(card.response_time)}"
    yield f"Solution: {_spell_time(card.resolution_time)}"
    if card.share_of_wait.value is not None:
        yield f"Of the time that requesters waited, {card.share_of_wait.value:.0f} % was theirs"


def _spell_attainment(figure: Figure, goal: int) -> str:
    if not figure.n:
        return "nothing decided yet"
    plain = f"{figure.numerator} of {figure.n}"
    judged = verdict(figure, goal)
    if judged is Verdict.TOO_FEW:
        return f"{plain}; {judged} by the goal of {goal} %"
    bounds = f"{figure.value or 0:.0f} %, {figure.low or 0:.0f} to {figure.high or 0:.0f} %"
    return f"{plain} ({bounds}); goal {goal} %: {judged}"


def _spell_time(figure: Figure) -> str:
    if figure.n < MINIMUM or figure.p50 is None or figure.p90 is None:
        return f"not enough data (n={figure.n})"
    slow = f", 9 of 10 within {spell_minutes(figure.p90)}" if figure.n >= _MINIMUM_P90 else ""
    return f"half within {spell_minutes(figure.p50)}{slow} (n={figure.n})"


def spell_tight(tight: Tight) -> str:
    """Write one promise that its contract cannot bear."""
    return (
        f"{tight.category} {tight.priority}: we promise {spell_minutes(tight.ours)}, "
        f"{tight.vendor.name} has {spell_minutes(tight.theirs)}"
    )
