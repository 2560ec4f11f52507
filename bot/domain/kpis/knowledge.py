"""How much the desk knows about those whom it helps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.events import EventKind
from bot.domain.kpis.figure import Direction
from bot.domain.kpis.kpi import About, Reason
from bot.domain.kpis.shares import Case, share_kpi

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.domain.history import Population


def _filed(name: str) -> Callable[[Population], Iterator[Case | Reason]]:
    """Ask of each request filed whether what `name` says of it is known."""

    def known(population: Population) -> Iterator[Case | Reason]:
        for history, created in population.happened(EventKind.CREATED):
            what = getattr(history, name)
            if history.is_spam_or_test:
                yield Reason.SPAM_OR_TEST
            elif name in created.facts or what is not None:
                # A loaded history does not even say that it is unknown.
                yield Case(hit=what is not None)

    return known


DEPARTMENT_KNOWN = share_kpi(
    About(
        id="department_known",
        title="Department known",
        direction=Direction.UP,
        definition=(
            "Requests filed in the period of which the department is known, of all that were "
            "filed. Requests of loaded histories, which tell no department, are not counted."
        ),
    ),
    _filed("department"),
)
SYSTEM_KNOWN = share_kpi(
    About(
        id="system_known",
        title="System known",
        direction=Direction.UP,
        definition=(
            "Requests filed in the period of which the system is known, chosen or found in the "
            "words, of all that were filed while the settings named systems."
        ),
    ),
    _filed("system"),
)
