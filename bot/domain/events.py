"""What can happen to a request, and who can make it happen."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

Fact: TypeAlias = str | int | bool | None

NO_FACTS: Mapping[str, Fact] = MappingProxyType({})


class EventKind(StrEnum):
    """One step in the life of a request; nothing ever rewrites one."""

    CREATED = "created"
    ROUTED = "routed"
    HUMAN_REPLY = "human_reply"
    REQUESTER_MESSAGE = "requester_message"
    CLAIMED = "claimed"
    RELEASED = "released"
    ASSIGNED = "assigned"
    ESCALATED = "escalated"
    DE_ESCALATED = "de_escalated"
    HOLD_STARTED = "hold_started"
    HOLD_ENDED = "hold_ended"
    PRIORITY_CHANGED = "priority_changed"
    CATEGORY_CHANGED = "category_changed"
    RESOLVED = "resolved"
    FOLLOWED_UP = "followed_up"
    REOPENED = "reopened"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    MERGED = "merged"
    UNMERGED = "unmerged"
    MOVED_OUT = "moved_out"
    MOVED_IN = "moved_in"
    REQUESTER_CHANGED = "requester_changed"
    DEPARTMENT_CHANGED = "department_changed"
    COMPLEXITY_CHANGED = "complexity_changed"
    SYSTEM_CHANGED = "system_changed"
    VENDOR_ENGAGED = "vendor_engaged"
    VENDOR_RESPONDED = "vendor_responded"
    VENDOR_RESOLVED = "vendor_resolved"
    VENDOR_WAITING = "vendor_waiting"
    VENDOR_GOES_ON = "vendor_goes_on"
    OUTAGE_STARTED = "outage_started"
    OUTAGE_NEWS = "outage_news"
    MARKED = "marked"
    RATED = "rated"


class ActorKind(StrEnum):
    """In which role somebody acted."""

    REQUESTER = "requester"
    TECHNICIAN = "technician"
    LEAD = "lead"
    VENDOR = "vendor"
    BOT = "bot"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who acted; `person_id` is None for the desk itself and for unknown people."""

    person_id: int | None
    kind: ActorKind


#: What nobody does by hand: the clock, the rules and the directory make it happen.
BY_ITSELF: Final = Actor(person_id=None, kind=ActorKind.SYSTEM)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One entry of the append-only log of a request.

    To the figures of one desk, what happened at another one is `elsewhere`: it is known, and
    counts there.

    `facts` hold what figures need and never a text that may have to be erased:

    ==================  =======================================================
    kind                facts
    ==================  =======================================================
    created             channel, priority, category, on_behalf, private, department, organisation,
                        follows, system, guessed (the system was found in the words)
    routed              what `bot.domain.routing.decision.facts_of` writes
    assigned            from, to (person ids), first (nobody had it), auto, replayed
    escalated           kind (tier, specialist, vendor, management), from, to
    de_escalated        from, to (tiers)
    hold_started        reason (a `HoldReason`), until (ISO 8601)
    hold_ended          reason, minutes (business minutes that the hold lasted)
    priority_changed    from, to
    category_changed    from, to; share and of, if it confirms what was suggested
    resolved            owner (person id at that moment), follow_up (it was somebody else's)
    reopened            number of the resolution it answers: resolution; minutes, as unmerged
    rated               score (1 to 5), survey, solicited, owner, resolution
    marked              as (spam or test)
    merged              into (number)
    unmerged            from (number), minutes (business minutes since it ended)
    moved_out           from, to (keys of desks), category (which it keeps there)
    moved_in            as moved_out; it and what follows belong to the other desk
    requester_changed   from, to (person ids)
    department_changed  from, to
    complexity_changed  from, to (codes)
    system_changed      from, to
    vendor_engaged      vendor (its id), n (the how-manieth), answer_due, solution_due
    vendor_responded    vendor, n, due (ISO 8601), minutes (of the vendor's working time)
    vendor_resolved     as vendor_responded
    vendor_waiting      vendor, n
    vendor_goes_on      vendor, n, minutes (for which it waited for us)
    outage_started      departments (how many are concerned), news_by (ISO 8601)
    outage_news         news_by
    ==================  =======================================================
    """

    kind: EventKind
    at: datetime
    actor: Actor
    facts: Mapping[str, Fact] = field(default_factory=lambda: NO_FACTS)
    elsewhere: bool = False
