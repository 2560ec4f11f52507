"""Where a new request goes: what its desk's rules say of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.domain.events import BY_ITSELF, Event, EventKind
from bot.domain.routing.deciding import decide
from bot.domain.routing.decision import decision_of, facts_of
from bot.domain.routing.matrix import impact_of
from bot.domain.routing.rules import Asked
from bot.domain.steps import filed
from bot.domain.systems import Scope, concerned
from bot.domain.words import words_of
from bot.usecases.looking.search import written
from bot.usecases.placing.changes import changes_in

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.domain.desk import Desk
    from bot.domain.events import Fact
    from bot.domain.messages import Texts
    from bot.domain.request import Request
    from bot.domain.routing.decision import Decision
    from bot.domain.routing.rules import Routing
    from bot.usecases.access import Case
    from bot.usecases.office import Office
    from bot.usecases.placing.changes import Change
    from storage.requests import Stored
    from storage.store import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Routed:
    """How a request was routed, and by which rules; `decision` is None if none spoke of it.

    `system` and `department` are those with which it was filed.
    """

    decision: Decision | None
    routing: Routing
    system: str | None = None
    department: str | None = None
    changes: tuple[Change, ...] = ()


def routing_of(tx: Transaction, case: Case, log: Sequence[Event]) -> Routed:
    """Read from the log how a request was routed."""
    created = log[0].facts
    moved = [place for place, event in enumerate(log) if event.kind is EventKind.MOVED_IN]
    # What the desk of before made of it is no decision of this one.
    since = moved[-1] if moved else 0
    event = next((event for event in log[since:] if event.kind is EventKind.ROUTED), None)
    return Routed(
        decision=decision_of(event.facts) if event else None,
        routing=case.desk.routing,
        system=_text(created.get("system")),
        department=_text(created.get("department")),
        changes=tuple(changes_in(tx, log)),
    )


def _text(fact: Fact) -> str | None:
    return fact if isinstance(fact, str) else None


def decision_about(office: Office, desk: Desk, bare: Request, texts: Texts) -> Decision:
    """Decide about a request as it was filed, by the rules of today."""
    system = office.systems.named(bare.system)
    department = office.departments.named(bare.department)
    impact = None
    if system is not None:
        many = len(concerned(system, office.departments))
        impact = impact_of(for_everybody=system.scope is Scope.ENTERPRISE, departments=many)
    is_top = department is not None and bare.system in department.top_systems
    return decide(_asked(desk, bare, texts), desk.routing, impact=impact, is_top=is_top)


def routed(office: Office, desk: Desk, bare: Request, texts: Texts) -> list[Event]:
    """Give the event that routes a new request, or nothing if there is nothing to say."""
    decision = decision_about(office, desk, bare, texts)
    if not decision.because:
        return []
    facts = facts_of(decision)
    return [Event(kind=EventKind.ROUTED, at=bare.created_at, actor=BY_ITSELF, facts=facts)]


def routed_again(
    office: Office, desk: Desk, stored: Stored, log: Sequence[Event], *, now: datetime
) -> list[Event]:
    """Give the event that routes a request at a desk to which it has come, or nothing.

    The priority that somebody chose by hand stays; any other is judged as when it was filed, so
    that no two desks raise it for the same reason.
    """
    by_hand = any(event.kind is EventKind.PRIORITY_CHANGED for event in log)
    request = stored.request
    priority = request.priority if by_hand else filed(request, log).priority
    bare = replace(request, created_at=now, priority=priority)
    decision = decision_about(office, desk, bare, stored.texts)
    if not decision.because:
        return []
    kept = replace(decision, priority=priority) if by_hand else decision
    return [Event(kind=EventKind.ROUTED, at=now, actor=BY_ITSELF, facts=facts_of(kept))]


def _asked(desk: Desk, bare: Request, texts: Texts) -> Asked:
    calendar, at = desk.calendar, bare.created_at
    # Most desks have no rules, and folding words costs more than all the rest.
    rules = desk.routing.rules
    words = words_of(*written(texts)) if any(rule.when.phrases for rule in rules) else ()
    by_hours = any(rule.when.in_hours is not None for rule in rules)
    return Asked(
        at=at.astimezone(calendar.zone),
        in_hours=by_hours and calendar.next_opening(at) == at,
        channel=bare.channel,
        priority=bare.priority,
        category=bare.category,
        department=bare.department,
        organisation=bare.organisation,
        system=bare.system,
        words=frozenset(words),
    )
