"""The life of a request: which moves are legal, and what it is after them."""

from __future__ import annotations

from dataclasses import fields
from operator import attrgetter
from typing import TYPE_CHECKING

from bot.domain.effects import EFFECTS, Changes
from bot.domain.events import Event, EventKind
from bot.domain.refusals import Refused
from bot.domain.request import (
    OPEN_STATES,
    Request,
    State,
)

if TYPE_CHECKING:
    from collections.abc import Iterable


class IllegalMove(Refused):
    """Request #{number} is {state}, so it cannot be {verb}."""


_FIELDS = tuple(field.name for field in fields(Request))
_values = attrgetter(*_FIELDS)

# The legal moves: for each event that moves a request, from which state to which.
# Where `resumed`, `reopened`, `unmerged` and `assigned` lead depends on whether there is an owner
# (see the effects).
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
    EventKind.DE_ESCALATED: {state: state for state in OPEN_STATES},
    EventKind.PRIORITY_CHANGED: {state: state for state in OPEN_STATES},
    EventKind.CATEGORY_CHANGED: {state: state for state in (*OPEN_STATES, State.RESOLVED)},
    EventKind.RESOLVED: {State.NEW: State.RESOLVED, State.CLAIMED: State.RESOLVED},
    EventKind.FOLLOWED_UP: {State.RESOLVED: State.RESOLVED, State.CLOSED: State.CLOSED},
    # The desk itself reopens only what is not closed yet; histories know both.
    EventKind.REOPENED: {State.RESOLVED: State.CLAIMED, State.CLOSED: State.CLAIMED},
    EventKind.CLOSED: {State.RESOLVED: State.CLOSED},
    EventKind.CANCELLED: {
        State.NEW: State.CANCELLED,
        State.CLAIMED: State.CANCELLED,
    },
    EventKind.MERGED: {State.NEW: State.MERGED, State.CLAIMED: State.MERGED},
    EventKind.UNMERGED: {State.MERGED: State.CLAIMED},
    # One step in two events: the desk that gives it away counts it out, the other counts it in.
    EventKind.MOVED_OUT: {State.NEW: State.NEW, State.CLAIMED: State.NEW},
    EventKind.MOVED_IN: {State.NEW: State.NEW},
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
    EventKind.DE_ESCALATED: "given back to a lower tier",
    EventKind.FOLLOWED_UP: "followed up",
    EventKind.UNMERGED: "taken out of another",
    EventKind.MOVED_OUT: "moved to another desk",
    EventKind.MOVED_IN: "moved to another desk",
    EventKind.REQUESTER_CHANGED: "given to another requester",
    EventKind.DEPARTMENT_CHANGED: "given another department",
    EventKind.COMPLEXITY_CHANGED: "called simple or complex",
    EventKind.SYSTEM_CHANGED: "given another system",
}


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
    effect = EFFECTS.get(event.kind)
    changed = effect(request, event) if effect else {}
    if event.kind in MOVES and "state" not in changed:
        changed["state"] = MOVES[event.kind][request.state]
    changed |= {"last_event_at": event.at, "events": request.events + 1}
    return _changed(request, changed)


def _changed(request: Request, changes: Changes) -> Request:
    """Copy a request; the library's `replace` takes longer than all of a replay's other rules."""
    values = dict(zip(_FIELDS, _values(request), strict=True))
    return Request(**(values | changes))


def fold(created: Request, events: Iterable[Event]) -> Request:
    """Replay `events` (all but the first, `created`) on a fresh request."""
    for event in events:
        created = apply(created, event)
    return created
