"""Deciding where a request goes: the rules, then the matrix, then the critical systems."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.routing.decision import Because, Decision, Gift, Ground
from bot.domain.routing.matrix import DEFAULT_MATRIX, raised, urgency_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from bot.domain.routing.decision import Level
    from bot.domain.routing.rules import Asked, Routing, Rule


def decide(
    asked: Asked, routing: Routing, *, impact: Level | None = None, is_top: bool = False
) -> Decision:
    """Decide about a new request.

    `impact` is that of the system it is about; `is_top` says that the system is among the three
    that its department cannot do without.
    """
    decision = _by_rules(asked, routing)
    decision = _by_matrix(decision, asked, routing, impact)
    return _by_system(decision) if is_top else decision


def _by_rules(asked: Asked, routing: Routing) -> Decision:
    """Read the rules in order; for each thing to settle the first one that fits wins."""
    settled: dict[str, Any] = {}
    because: list[Because] = []
    for place, rule in routing.numbered():
        category = asked.category or settled.get(Gift.CATEGORY)
        if not rule.when.holds(asked, category):
            continue
        new = _given(rule, settled, asked)
        settled |= new
        if new:
            gave = tuple(map(Gift, new))
            because.append(Because(ground=Ground.RULE, rule=place, mark=rule.mark, gave=gave))
        if rule.stop:
            break
    category = asked.category or settled.pop(Gift.CATEGORY, None)
    rest = {"priority": asked.priority, **settled}
    return Decision(category=category, because=tuple(because), **rest)


def _given(rule: Rule, settled: Mapping[str, object], asked: Asked) -> dict[str, object]:
    """Give what a rule settles that nobody has settled before."""
    # Whoever filed the request has chosen its category, and keeps the last word.
    chosen = {Gift.CATEGORY} if asked.category is not None else set()
    open_still = (gift for gift in rule.gives.gifts if gift not in settled and gift not in chosen)
    return {gift.value: getattr(rule.gives, gift) for gift in open_still}


def _by_matrix(
    decision: Decision, asked: Asked, routing: Routing, of_system: Level | None
) -> Decision:
    """Look the priority up, unless a rule has settled it or nothing tells the impact."""
    by_rule = any(Gift.PRIORITY in ground.gave for ground in decision.because)
    named = decision.impact is not None or decision.urgency is not None
    impact = decision.impact or of_system
    if by_rule or impact is None or not (named or routing.matrix is not None):
        return decision
    urgency = decision.urgency or urgency_of(asked.priority)
    priority = (routing.matrix or DEFAULT_MATRIX)[impact, urgency]
    ground = Because(ground=Ground.MATRIX, gave=(Gift.PRIORITY,))
    return replace(
        decision,
        priority=priority,
        impact=impact,
        urgency=urgency,
        because=(*decision.because, ground),
    )


def _by_system(decision: Decision) -> Decision:
    """Raise the priority of what a department cannot do without, once."""
    higher = raised(decision.priority)
    if higher is decision.priority:
        return decision
    ground = Because(ground=Ground.TOP_SYSTEM, gave=(Gift.PRIORITY,))
    return replace(decision, priority=higher, because=(*decision.because, ground))
