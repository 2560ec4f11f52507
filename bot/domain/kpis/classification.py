"""How well requests are filed: how often a category had to be put right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.events import EventKind
from bot.domain.kpis.figure import Direction
from bot.domain.kpis.kpi import About, Reason
from bot.domain.kpis.shares import Case, share_kpi

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.domain.history import History, Population


def _cases(population: Population) -> Iterator[Case | Reason]:
    """Ask of each request that was solved whether its category had been another one."""
    solved = {history.number: history for history, _ in population.happened(EventKind.RESOLVED)}
    for history in solved.values():
        if history.is_spam_or_test:
            yield Reason.SPAM_OR_TEST
        elif history.category is not None:
            yield Case(hit=_was_put_right(history))


def _was_put_right(history: History) -> bool:
    changes = (event.facts for event in history.of(EventKind.CATEGORY_CHANGED))
    # To name a category where there was none corrects nothing.
    return any(facts.get("from") not in {None, facts.get("to")} for facts in changes)


RECLASSIFIED = share_kpi(
    About(
        id="reclassified",
        title="Category put right",
        direction=Direction.DOWN,
        definition=(
            "Requests solved in the period whose category was changed into another one, of all "
            "that were solved with a category."
        ),
    ),
    _cases,
)
