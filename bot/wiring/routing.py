"""Where a desk's requests go, as its settings describe it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.routing.decision import Level
from bot.domain.routing.matrix import DEFAULT_MATRIX
from bot.domain.routing.rules import Routing
from bot.settings.routing import as_rule

if TYPE_CHECKING:
    from bot.domain.request import Priority
    from bot.settings import DeskSettings
    from bot.settings.routing import MatrixSettings


def build_routing(desk: DeskSettings) -> Routing:
    """Turn the rules and the matrix of a desk into its routing."""
    own = None if desk.matrix is None else {**DEFAULT_MATRIX, **_cells(desk.matrix)}
    return Routing(rules=tuple(map(as_rule, desk.rules)), matrix=own)


def _cells(matrix: MatrixSettings) -> dict[tuple[Level, Level], Priority]:
    return {
        (impact, urgency): priority
        for impact in Level
        for urgency in Level
        if (priority := getattr(getattr(matrix, impact), urgency)) is not None
    }
