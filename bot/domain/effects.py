"""What each event does to a request, field by field."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeAlias

from bot.domain.events import ActorKind, Event, EventKind
from bot.domain.request import (
    STOPS_RESOLUTION,
    Complexity,
    HoldReason,
    Priority,
    Request,
    State,
)
from bot.domain.routing.decision import decision_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

# Field names and new values of a request; the types stay open.
Changes: TypeAlias = dict[str, Any]
_IN_WORK = frozenset({State.NEW, State.CLAIMED})


def _with_owner(state: State, owner_id: int | None) -> State:
    """Say "claimed" only of a request that has an owner."""
    return State.NEW if state is State.CLAIMED and owner_id is None else state


def _first(known: datetime | None, at: datetime) -> datetime:
    return known if known is not None else at


def _routed(_request: Request, event: Event) -> Changes:
    decision = decision_of(event.facts)
    names = ("category", "priority", "tier", "skills", "strategy")
    return {name: getattr(decision, name) for name in names}


def _claimed(request: Request, event: Event) -> Changes:
    return {
        "owner_id": event.actor.person_id,
        "owner_since": event.at,
        "first_claimed_at": _first(request.first_claimed_at, event.at),
    }


def _released(_request: Request, event: Event) -> Changes:
    return {"owner_id": None, "owner_since": event.at}


def _assigned(request: Request, event: Event) -> Changes:
    to = event.facts.get("to")
    owner_id = to if isinstance(to, int) else None
    # Who has a finished request or one on hold changes nothing about how it stands.
    state = _with_owner(State.CLAIMED, owner_id) if request.state in _IN_WORK else request.state
    handed_over = 0 if event.facts.get("first") else 1
    changes: Changes = {
        "owner_id": owner_id,
        "owner_since": event.at,
        "state": state,
        "reassignments": request.reassignments + handed_over,
    }
    if owner_id is not None and not event.facts.get("replayed"):
        changes["first_claimed_at"] = _first(request.first_claimed_at, event.at)
    return changes


def _hold_started(request: Request, event: Event) -> Changes:
    until = event.facts.get("until")
    reason = HoldReason(str(event.facts["reason"]))
    changes: Changes = {
        "hold_reason": reason,
        "hold_since": event.at,
        "hold_until": datetime.fromisoformat(until) if isinstance(until, str) else None,
    }
    # Whoever is asked something has heard from the desk.
    return changes | _heard(request, event) if reason is HoldReason.REQUESTER else changes


def _hold_ended(request: Request, event: Event) -> Changes:
    counted = _minutes(event)
    if request.hold_reason not in STOPS_RESOLUTION:
        counted = 0
    return {
        "state": _with_owner(State.CLAIMED, request.owner_id),
        "hold_reason": None,
        "hold_since": None,
        "hold_until": None,
        "held_minutes": request.held_minutes + counted,
    }


def _minutes(event: Event) -> int:
    """Read the business minutes for which the clock of the solution stood still."""
    minutes = event.facts.get("minutes", 0)
    return minutes if isinstance(minutes, int) else 0


def _escalated(request: Request, event: Event) -> Changes:
    to = event.facts.get("to")
    is_tier = event.facts.get("kind") == "tier" and isinstance(to, int)
    return {"tier": to if is_tier else request.tier}


def _de_escalated(request: Request, event: Event) -> Changes:
    to = event.facts.get("to")
    return {"tier": to if isinstance(to, int) else request.tier}


def _followed_up(_request: Request, _event: Event) -> Changes:
    return {"follow_up_since": None}


def _closed(request: Request, event: Event) -> Changes:
    # A requester who says that it is solved need not be asked; time says nothing.
    is_said = event.actor.person_id is not None
    return {"follow_up_since": None if is_said else request.follow_up_since}


def _priority_changed(_request: Request, event: Event) -> Changes:
    return {"priority": Priority(str(event.facts["to"]))}


def _category_changed(_request: Request, event: Event) -> Changes:
    to = event.facts.get("to")
    return {"category": to if isinstance(to, str) else None}


def _replied(request: Request, event: Event) -> Changes:
    answered = {"first_reply_at": _first(request.first_reply_at, event.at)}
    return answered | _heard(request, event)


def _heard(request: Request, event: Event) -> Changes:
    """Owe nothing more: the requester has just heard from the desk."""
    return {
        "owed_since": None,
        "heard_at": event.at,
        "heard_held_minutes": request.held_minutes,
    }


def _requester_spoke(request: Request, event: Event) -> Changes:
    # Before the first answer, that one is owed already.
    if not (request.is_open and request.is_answered):
        return {}
    return {"owed_since": _first(request.owed_since, event.at)}


def _resolved(request: Request, event: Event) -> Changes:
    return _heard(request, event) | {
        "first_resolved_at": _first(request.first_resolved_at, event.at),
        "resolved_at": event.at,
        "follow_up_since": event.at if event.facts.get("follow_up") else None,
        "ended_at": event.at,
        "resolutions": request.resolutions + 1,
    }


def _reopened(request: Request, event: Event) -> Changes:
    by_requester = event.actor.kind is ActorKind.REQUESTER
    return {
        "owed_since": event.at if by_requester else None,
        "held_minutes": request.held_minutes + _minutes(event),
        "state": _with_owner(State.CLAIMED, request.owner_id),
        "resolved_at": None,
        "follow_up_since": None,
        "reopened_at": event.at,
        "ended_at": None,
        "reopens": request.reopens + 1,
    }


def _ended(_request: Request, event: Event) -> Changes:
    return {"ended_at": event.at}


def _merged(_request: Request, event: Event) -> Changes:
    into = event.facts.get("into")
    return {"ended_at": event.at, "merged_into": into if isinstance(into, int) else None}


def _unmerged(request: Request, event: Event) -> Changes:
    return {
        "held_minutes": request.held_minutes + _minutes(event),
        "state": _with_owner(State.CLAIMED, request.owner_id),
        "ended_at": None,
        "merged_into": None,
    }


def _moved_out(_request: Request, _event: Event) -> Changes:
    # What the other desk makes of it is for its own rules to say.
    return {"owner_id": None, "tier": 1, "skills": frozenset(), "strategy": None}


def _moved_in(_request: Request, event: Event) -> Changes:
    category = event.facts.get("category")
    return {
        "desk_key": str(event.facts["to"]),
        "moved_from": str(event.facts["from"]),
        "category": category if isinstance(category, str) else None,
        # Whoever waits for an owner here has waited since now.
        "owner_since": event.at,
    }


def _requester_changed(_request: Request, event: Event) -> Changes:
    to = event.facts.get("to")
    return {"requester_id": to if isinstance(to, int) else None}


def _department_changed(_request: Request, event: Event) -> Changes:
    to = event.facts.get("to")
    return {"department": to if isinstance(to, str) else None}


def _complexity_changed(_request: Request, event: Event) -> Changes:
    return {"complexity": Complexity(str(event.facts["to"]))}


def _system_changed(_request: Request, event: Event) -> Changes:
    to = event.facts.get("to")
    return {"system": to if isinstance(to, str) else None, "system_guessed": False}


def _vendor_engaged(request: Request, _event: Event) -> Changes:
    return {"with_vendors": request.with_vendors + 1}


def _vendor_resolved(request: Request, _event: Event) -> Changes:
    return {"with_vendors": max(0, request.with_vendors - 1)}


EFFECTS: Mapping[EventKind, Callable[[Request, Event], Changes]] = {
    EventKind.ROUTED: _routed,
    EventKind.CLAIMED: _claimed,
    EventKind.RELEASED: _released,
    EventKind.ASSIGNED: _assigned,
    EventKind.HOLD_STARTED: _hold_started,
    EventKind.HOLD_ENDED: _hold_ended,
    EventKind.ESCALATED: _escalated,
    EventKind.DE_ESCALATED: _de_escalated,
    EventKind.FOLLOWED_UP: _followed_up,
    EventKind.CLOSED: _closed,
    EventKind.PRIORITY_CHANGED: _priority_changed,
    EventKind.CATEGORY_CHANGED: _category_changed,
    EventKind.HUMAN_REPLY: _replied,
    EventKind.REQUESTER_MESSAGE: _requester_spoke,
    EventKind.RESOLVED: _resolved,
    EventKind.REOPENED: _reopened,
    EventKind.CANCELLED: _ended,
    EventKind.MERGED: _merged,
    EventKind.UNMERGED: _unmerged,
    EventKind.MOVED_OUT: _moved_out,
    EventKind.MOVED_IN: _moved_in,
    EventKind.REQUESTER_CHANGED: _requester_changed,
    EventKind.DEPARTMENT_CHANGED: _department_changed,
    EventKind.COMPLEXITY_CHANGED: _complexity_changed,
    EventKind.SYSTEM_CHANGED: _system_changed,
    EventKind.VENDOR_ENGAGED: _vendor_engaged,
    EventKind.VENDOR_RESOLVED: _vendor_resolved,
}
