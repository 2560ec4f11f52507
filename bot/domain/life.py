"""The life of a request: which moves are legal, and what each event does to it."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeAlias

from bot.domain.events import ActorKind, Event, EventKind
from bot.domain.refusals import Refused
from bot.domain.request import (
    OPEN_STATES,
    STOPS_RESOLUTION,
    Complexity,
    HoldReason,
    Priority,
    Request,
    State,
)
from bot.domain.routing.decision import decision_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

# Field names and new values of a request; `replace` checks the names, the types stay open.
_Changes: TypeAlias = dict[str, Any]


class IllegalMove(Refused):
    """Request #{number} is {state}, so it cannot be {verb}."""


_FIELDS = tuple(field.name for field in fields(Request))
_values = attrgetter(*_FIELDS)

# The legal moves: for each event that moves a request, from which state to which.
# Where `resumed`, `reopened`, `unmerged` and `assigned` lead depends on whether there is an owner
# (`_with_owner`).
MOVES: dict[EventKind, dict[State, State]] = {
    EventKind.ROUTED: {State.NEW: State.NEW},
    EventKind.CLAIMED: {State.NEW: State.CLAIMED},
    EventKind.RELEASED: {State.CLAIMED: State.NEW},
    EventKind.ASSIGNED: {
        State.NEW: State.CLAIMED,
        State.CLAIMED: State.CLAIMED,
        State.ON_HOLD: State.ON_HOLD,
        # Histories move finished requests between teams; the state stays.
        State.RESOLVED: State.RESOLVED,
    },
    EventKind.HOLD_STARTED: {State.NEW: State.ON_HOLD, State.CLAIMED: State.ON_HOLD},
    EventKind.HOLD_ENDED: {State.ON_HOLD: State.CLAIMED},
    EventKind.ESCALATED: {state: state for state in OPEN_STATES},
    EventKind.PRIORITY_CHANGED: {state: state for state in OPEN_STATES},
    EventKind.CATEGORY_CHANGED: {state: state for state in (*OPEN_STATES, State.RESOLVED)},
    EventKind.RESOLVED: {State.NEW: State.RESOLVED, State.CLAIMED: State.RESOLVED},
    # The desk itself reopens only what is not closed yet; histories know both.
    EventKind.REOPENED: {State.RESOLVED: State.CLAIMED, State.CLOSED: State.CLAIMED},
    EventKind.CLOSED: {State.RESOLVED: State.CLOSED},
    EventKind.CANCELLED: {
        State.NEW: State.CANCELLED,
        State.CLAIMED: State.CANCELLED,
    },
    EventKind.MERGED: {State.NEW: State.MERGED, State.CLAIMED: State.MERGED},
    EventKind.UNMERGED: {State.MERGED: State.CLAIMED},
    EventKind.REQUESTER_CHANGED: {state: state for state in OPEN_STATES},
    EventKind.DEPARTMENT_CHANGED: {state: state for state in (*OPEN_STATES, State.RESOLVED)},
    EventKind.COMPLEXITY_CHANGED: {state: state for state in (*OPEN_STATES, State.RESOLVED)},
    EventKind.SYSTEM_CHANGED: {state: state for state in (*OPEN_STATES, State.RESOLVED)},
}

PAST_TENSE = {
    EventKind.HOLD_STARTED: "put on hold",
    EventKind.HOLD_ENDED: "resumed",
    EventKind.PRIORITY_CHANGED: "given another priority",
    EventKind.CATEGORY_CHANGED: "given another category",
    EventKind.UNMERGED: "taken out of another",
    EventKind.REQUESTER_CHANGED: "given to another requester",
    EventKind.DEPARTMENT_CHANGED: "given another department",
    EventKind.COMPLEXITY_CHANGED: "called simple or complex",
    EventKind.SYSTEM_CHANGED: "given another system",
}


def _with_owner(state: State, owner_id: int | None) -> State:
    """Say "claimed" only of a request that has an owner."""
    return State.NEW if state is State.CLAIMED and owner_id is None else state


def require_legal(request: Request, kind: EventKind) -> None:
    """Refuse a move that the life of a request does not know.

    Raises `IllegalMove`. Facts such as messages and ratings are legal in every state.
    """
    moves = MOVES.get(kind)
    if moves is not None and request.state not in moves:
        verb = PAST_TENSE.get(kind, kind.value)
        state = request.state.value.replace("_", " ")
        raise IllegalMove(number=request.number, state=state, verb=verb)


def apply(request: Request, event: Event) -> Request:
    """Give back what the request is after `event`; raises `IllegalMove`."""
    require_legal(request, event.kind)
    effect = _EFFECTS.get(event.kind)
    changed = effect(request, event) if effect else {}
    if event.kind in MOVES and "state" not in changed:
        changed["state"] = MOVES[event.kind][request.state]
    changed |= {"last_event_at": event.at, "events": request.events + 1}
    return _changed(request, changed)


def _changed(request: Request, changes: _Changes) -> Request:
    """Copy a request; the library's `replace` takes longer than all of a replay's other rules."""
    values = dict(zip(_FIELDS, _values(request), strict=True))
    return Request(**(values | changes))


def fold(created: Request, events: Iterable[Event]) -> Request:
    """Replay `events` (all but the first, `created`) on a fresh request."""
    for event in events:
        created = apply(created, event)
    return created


def _first(known: datetime | None, at: datetime) -> datetime:
    return known if known is not None else at


def _routed(_request: Request, event: Event) -> _Changes:
    decision = decision_of(event.facts)
    names = ("category", "priority", "tier", "skills", "strategy")
    return {name: getattr(decision, name) for name in names}


def _claimed(request: Request, event: Event) -> _Changes:
    return {
        "owner_id": event.actor.person_id,
        "first_claimed_at": _first(request.first_claimed_at, event.at),
    }


def _released(_request: Request, _event: Event) -> _Changes:
    return {"owner_id": None}


def _assigned(request: Request, event: Event) -> _Changes:
    to = event.facts.get("to")
    owner_id = to if isinstance(to, int) else None
    state = _with_owner(MOVES[EventKind.ASSIGNED][request.state], owner_id)
    handed_over = 0 if event.facts.get("first") else 1
    changes: _Changes = {
        "owner_id": owner_id,
        "state": state,
        "reassignments": request.reassignments + handed_over,
    }
    if owner_id is not None and not event.facts.get("replayed"):
        changes["first_claimed_at"] = _first(request.first_claimed_at, event.at)
    return changes


def _hold_started(request: Request, event: Event) -> _Changes:
    until = event.facts.get("until")
    reason = HoldReason(str(event.facts["reason"]))
    changes: _Changes = {
        "hold_reason": reason,
        "hold_since": event.at,
        "hold_until": datetime.fromisoformat(until) if isinstance(until, str) else None,
    }
    # Whoever is asked something has heard from the desk.
    return changes | _heard(request, event) if reason is HoldReason.REQUESTER else changes


def _hold_ended(request: Request, event: Event) -> _Changes:
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


def _escalated(request: Request, event: Event) -> _Changes:
    to = event.facts.get("to")
    is_tier = event.facts.get("kind") == "tier" and isinstance(to, int)
    return {"tier": to if is_tier else request.tier}


def _priority_changed(_request: Request, event: Event) -> _Changes:
    return {"priority": Priority(str(event.facts["to"]))}


def _category_changed(_request: Request, event: Event) -> _Changes:
    to = event.facts.get("to")
    return {"category": to if isinstance(to, str) else None}


def _replied(request: Request, event: Event) -> _Changes:
    answered = {"first_reply_at": _first(request.first_reply_at, event.at)}
    return answered | _heard(request, event)


def _heard(request: Request, event: Event) -> _Changes:
    """Owe nothing more: the requester has just heard from the desk."""
    return {
        "owed_since": None,
        "heard_at": event.at,
        "heard_held_minutes": request.held_minutes,
    }


def _requester_spoke(request: Request, event: Event) -> _Changes:
    # Before the first answer, that one is owed already.
    if not (request.is_open and request.is_answered):
        return {}
    return {"owed_since": _first(request.owed_since, event.at)}


def _resolved(request: Request, event: Event) -> _Changes:
    return _heard(request, event) | {
        "first_resolved_at": _first(request.first_resolved_at, event.at),
        "resolved_at": event.at,
        "ended_at": event.at,
        "resolutions": request.resolutions + 1,
    }


def _reopened(request: Request, event: Event) -> _Changes:
    by_requester = event.actor.kind is ActorKind.REQUESTER
    return {
        "owed_since": event.at if by_requester else None,
        "held_minutes": request.held_minutes + _minutes(event),
        "state": _with_owner(State.CLAIMED, request.owner_id),
        "resolved_at": None,
        "ended_at": None,
        "reopens": request.reopens + 1,
    }


def _ended(_request: Request, event: Event) -> _Changes:
    return {"ended_at": event.at}


def _merged(_request: Request, event: Event) -> _Changes:
    into = event.facts.get("into")
    return {"ended_at": event.at, "merged_into": into if isinstance(into, int) else None}


def _unmerged(request: Request, event: Event) -> _Changes:
    return {
        "held_minutes": request.held_minutes + _minutes(event),
        "state": _with_owner(State.CLAIMED, request.owner_id),
        "ended_at": None,
        "merged_into": None,
    }


def _requester_changed(_request: Request, event: Event) -> _Changes:
    to = event.facts.get("to")
    return {"requester_id": to if isinstance(to, int) else None}


def _department_changed(_request: Request, event: Event) -> _Changes:
    to = event.facts.get("to")
    return {"department": to if isinstance(to, str) else None}


def _complexity_changed(_request: Request, event: Event) -> _Changes:
    return {"complexity": Complexity(str(event.facts["to"]))}


def _system_changed(_request: Request, event: Event) -> _Changes:
    to = event.facts.get("to")
    return {"system": to if isinstance(to, str) else None, "system_guessed": False}


_EFFECTS: dict[EventKind, Callable[[Request, Event], _Changes]] = {
    EventKind.ROUTED: _routed,
    EventKind.CLAIMED: _claimed,
    EventKind.RELEASED: _released,
    EventKind.ASSIGNED: _assigned,
    EventKind.HOLD_STARTED: _hold_started,
    EventKind.HOLD_ENDED: _hold_ended,
    EventKind.ESCALATED: _escalated,
    EventKind.PRIORITY_CHANGED: _priority_changed,
    EventKind.CATEGORY_CHANGED: _category_changed,
    EventKind.HUMAN_REPLY: _replied,
    EventKind.REQUESTER_MESSAGE: _requester_spoke,
    EventKind.RESOLVED: _resolved,
    EventKind.REOPENED: _reopened,
    EventKind.CANCELLED: _ended,
    EventKind.MERGED: _merged,
    EventKind.UNMERGED: _unmerged,
    EventKind.REQUESTER_CHANGED: _requester_changed,
    EventKind.DEPARTMENT_CHANGED: _department_changed,
    EventKind.COMPLEXITY_CHANGED: _complexity_changed,
    EventKind.SYSTEM_CHANGED: _system_changed,
}
