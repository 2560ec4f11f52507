"""What was decided about a new request, and the codes that say why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.domain.request import Priority


class Strategy(StrEnum):
    """How it is settled who gets a request."""

    QUEUE = "queue"
    ROUND_ROBIN = "round_robin"
    LEAST_LOADED = "least_loaded"
    ON_CALL = "on_call"


class Ground(StrEnum):
    """What a part of a decision rests on."""

    RULE = "rule"
    MATRIX = "matrix"
    TOP_SYSTEM = "top_system"
    CHOSEN = "chosen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Because:
    """One ground of a decision, in numbers and codes.

    `rule` is the place of a rule among those of the desk, from 1 on, and `mark` recognises it
    after somebody has changed the rules. `gave` names what the ground settled.
    """

    ground: Ground
    rule: int | None = None
    mark: str = ""
    gave: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Where a request goes, how urgent it is there, and how its technician is found."""

    category: str | None
    priority: Priority
    tier: int = 1
    skills: frozenset[str] = frozenset()
    strategy: Strategy = Strategy.QUEUE
    because: tuple[Because, ...] = ()
