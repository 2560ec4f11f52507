"""What a request is: its state, its priority, and what its events add up to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.routing.decision import Strategy


class State(StrEnum):
    """Where a request stands."""

    NEW = "new"
    CLAIMED = "claimed"
    ON_HOLD = "on_hold"
    RESOLVED = "resolved"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    MERGED = "merged"


OPEN_STATES = frozenset({State.NEW, State.CLAIMED, State.ON_HOLD})


class Priority(StrEnum):
    """How soon the desk promises to act, P1 first."""

    P1 = "P1"
    P2 = "P2"
    P3 = "P3"
    P4 = "P4"


class HoldReason(StrEnum):
    """Why a request waits; only some reasons stop the promise (see `STOPS_RESOLUTION`)."""

    REQUESTER = "requester"
    VENDOR = "vendor"
    APPROVAL = "approval"
    SCHEDULED = "scheduled"
    OTHER = "other"


# A vendor's delay is the desk's own concern: the promise to the requester runs on.
STOPS_RESOLUTION = frozenset({HoldReason.REQUESTER, HoldReason.SCHEDULED, HoldReason.APPROVAL})


class Complexity(StrEnum):
    """How much it takes to solve a request."""

    SIMPLE = "simple"
    INTERMEDIATE = "intermediate"
    COMPLEX = "complex"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What the events of one request add up to.

    `held_minutes` are business minutes of finished holds that stop the resolution promise, and
    of the time for which it stood ended before it came back. `owed_since` is set while the
    requester waits for another answer; `heard_at` is when the requester last heard from the
    desk, after `heard_held_minutes` of all holds.
    `owner_since` is when it last got its owner, lost one, or came to another desk; `moved_from`
    is the key of the desk that had it before.
    `ended_at` is set while the request is not open: resolved, closed, cancelled or merged.
    `merged_into` and `follows` are numbers of other requests. `with_vendors` is how many vendors
    have it. `strategy` is None unless a rule of the routing has named one. A `system_guessed`
    was found in the words, and nobody has confirmed it. `organisation` is whose the requester
    was when it was filed. `follow_up_since` is set while the owner has to ask whether it is
    really solved, because somebody else solved it.
    """

    id: int
    number: int
    desk_key: str
    requester_id: int | None
    created_at: datetime
    state: State = State.NEW
    owner_id: int | None = None
    owner_since: datetime | None = None
    tier: int = 1
    priority: Priority = Priority.P3
    category: str | None = None
    channel: str = "unknown"
    private: bool = False
    department: str | None = None
    skills: frozenset[str] = frozenset()
    strategy: Strategy | None = None
    complexity: Complexity | None = None
    system: str | None = None
    system_guessed: bool = False
    organisation: str | None = None
    moved_from: str | None = None
    merged_into: int | None = None
    follows: int | None = None
    follow_up_since: datetime | None = None
    hold_reason: HoldReason | None = None
    hold_since: datetime | None = None
    hold_until: datetime | None = None
    held_minutes: int = 0
    owed_since: datetime | None = None
    heard_at: datetime | None = None
    heard_held_minutes: int = 0
    first_reply_at: datetime | None = None
    first_claimed_at: datetime | None = None
    first_resolved_at: datetime | None = None
    resolved_at: datetime | None = None
    reopened_at: datetime | None = None
    ended_at: datetime | None = None
    last_event_at: datetime | None = None
    resolutions: int = 0
    reopens: int = 0
    reassignments: int = 0
    with_vendors: int = 0
    events: int = 0

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something about it."""
        return self.state in OPEN_STATES

    @property
    def is_answered(self) -> bool:
        """Whether the desk has answered at all; a solution is an answer, too."""
        return self.first_reply_at is not None or self.first_resolved_at is not None
