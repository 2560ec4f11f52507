"""The priority that follows from how many people something concerns and how urgent it is."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypeAlias

from bot.domain.request import Priority
from bot.domain.routing.decision import Level

if TYPE_CHECKING:
    from collections.abc import Mapping

#: The priority by impact and urgency.
Matrix: TypeAlias = "Mapping[tuple[Level, Level], Priority]"

DEFAULT_MATRIX: Final[Matrix] = MappingProxyType(
    {
        (Level.HIGH, Level.HIGH): Priority.P1,
        (Level.HIGH, Level.MEDIUM): Priority.P2,
        (Level.HIGH, Level.LOW): Priority.P3,
        (Level.MEDIUM, Level.HIGH): Priority.P2,
        (Level.MEDIUM, Level.MEDIUM): Priority.P3,
        (Level.MEDIUM, Level.LOW): Priority.P4,
        (Level.LOW, Level.HIGH): Priority.P3,
        (Level.LOW, Level.MEDIUM): Priority.P4,
        (Level.LOW, Level.LOW): Priority.P4,
    }
)

# The answers to "How urgent is it?" are kept as priorities.
_URGENCY: Final = {Priority.P1: Level.HIGH, Priority.P2: Level.MEDIUM}
#: As many departments as make the impact of a system high, and medium.
_MANY, _SOME = 3, 2


def urgency_of(said: Priority) -> Level:
    """Give the urgency that somebody's answer on the form stands for."""
    return _URGENCY.get(said, Level.LOW)


def impact_of(*, for_everybody: bool, departments: int) -> Level:
    """Give the impact of a system, by how many departments count on it."""
    if for_everybody or departments >= _MANY:
        return Level.HIGH
    return Level.MEDIUM if departments >= _SOME else Level.LOW


def raised(priority: Priority) -> Priority:
    """Give the next higher priority; nothing is above P1."""
    order = list(Priority)
    return order[max(order.index(priority) - 1, 0)]
