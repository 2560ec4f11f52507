"""What was decided about a new request, and the codes that say why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from bot.domain.request import Priority

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.domain.events import Fact

Code = TypeVar("Code", bound=StrEnum)


class Strategy(StrEnum):
    """How it is settled who gets a request."""

    QUEUE = "queue"
    ROUND_ROBIN = "round_robin"
    LEAST_LOADED = "least_loaded"
    ON_CALL = "on_call"


class Level(StrEnum):
    """How many people something concerns, or how little it can wait."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Gift(StrEnum):
    """What a rule can settle."""

    CATEGORY = "category"
    PRIORITY = "priority"
    IMPACT = "impact"
    URGENCY = "urgency"
    TIER = "tier"
    SKILLS = "skills"
    STRATEGY = "strategy"


class Ground(StrEnum):
    """What a part of a decision rests on."""

    RULE = "rule"
    MATRIX = "matrix"
    TOP_SYSTEM = "top_system"


@dataclass(frozen=True, slots=True, kw_only=True)
class Because:
    """One ground of a decision, in numbers and codes.

    `rule` is the place of a rule among those of the desk, from 1 on, and `mark` recognises it
    after somebody has changed the rules. `gave` names what the rule settled.
    """

    ground: Ground
    rule: int = 0
    mark: str = ""
    gave: tuple[Gift, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Where a request goes, how urgent it is there, and how its technician is found.

    `strategy` is None where no rule names one, so that the habit of the desk holds.
    """

    category: str | None
    priority: Priority
    tier: int = 1
    skills: frozenset[str] = frozenset()
    strategy: Strategy | None = None
    impact: Level | None = None
    urgency: Level | None = None
    because: tuple[Because, ...] = ()


def facts_of(decision: Decision) -> dict[str, Fact]:
    """Write a decision down as the facts of an event."""
    return {
        "category": decision.category,
        "priority": decision.priority,
        "tier": decision.tier,
        "skills": ",".join(sorted(decision.skills)) or None,
        "strategy": decision.strategy,
        "impact": decision.impact,
        "urgency": decision.urgency,
        "because": ";".join(map(_written, decision.because)),
    }


def decision_of(facts: Mapping[str, Fact]) -> Decision:
    """Read what `facts_of` wrote."""
    category, tier = facts.get("category"), facts.get("tier")
    grounds = filter(None, str(facts.get("because") or "").split(";"))
    return Decision(
        category=category if isinstance(category, str) else None,
        priority=Priority(str(facts["priority"])),
        tier=tier if isinstance(tier, int) else 1,
        skills=skills_of(facts.get("skills")),
        strategy=_code(Strategy, facts.get("strategy")),
        impact=_code(Level, facts.get("impact")),
        urgency=_code(Level, facts.get("urgency")),
        because=tuple(map(_read, grounds)),
    )


def skills_of(written: Fact) -> frozenset[str]:
    """Read skills from the fact that holds them."""
    return frozenset(written.split(",")) if isinstance(written, str) and written else frozenset()


def _code(codes: type[Code], written: Fact) -> Code | None:
    return codes(written) if isinstance(written, str) else None


def _written(because: Because) -> str:
    return f"{because.ground}:{because.rule}:{because.mark}:{_listed(because.gave)}"


def _listed(gifts: Iterable[Gift]) -> str:
    return ",".join(gifts)


def _read(written: str) -> Because:
    ground, rule, mark, gave = written.split(":")
    return Because(
        ground=Ground(ground),
        rule=int(rule),
        mark=mark,
        gave=tuple(map(Gift, filter(None, gave.split(",")))),
    )
