"""How a desk finds a technician for a request: its habits, and what it knows of its people."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.domain.request import Complexity, HoldReason, Priority
from bot.domain.routing.decision import Strategy

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.domain.calendar import Calendar
    from bot.domain.routing.rota import Rota

#: What an open request weighs in the hands of its owner.
WEIGHTS: Mapping[Priority, int] = MappingProxyType(
    {Priority.P1: 8, Priority.P2: 4, Priority.P3: 2, Priority.P4: 1}
)
#: How many times that much it weighs if somebody said how much it takes.
TIMES: Mapping[Complexity | None, int] = MappingProxyType(
    {None: 1, Complexity.SIMPLE: 1, Complexity.INTERMEDIATE: 2, Complexity.COMPLEX: 3}
)
#: What somebody else has to do first weighs nothing; whatever else is held weighs as it is.
WEIGHTLESS = frozenset({HoldReason.REQUESTER, HoldReason.SCHEDULED, HoldReason.APPROVAL})

#: Beyond this, whoever waits is looked at again anyway.
LOOKAHEAD = timedelta(days=8)

NO_SKILLS: Mapping[str, frozenset[str]] = MappingProxyType({})
NO_TIERS: Mapping[str, int] = MappingProxyType({})
NO_SHIFTS: Mapping[str, Calendar] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Staffing:
    """Who may be given what, by Slack id; `capacity` counts open requests of the desk.

    A requester goes back to whoever solved his last request within `sticky_days`. Whoever has
    no shift of his own works when the desk is open.
    """

    strategy: Strategy = Strategy.QUEUE
    sticky_days: int = 0
    capacity: int | None = None
    skills: Mapping[str, frozenset[str]] = field(default_factory=lambda: NO_SKILLS)
    tiers: Mapping[str, int] = field(default_factory=lambda: NO_TIERS)
    shifts: Mapping[str, Calendar] = field(default_factory=lambda: NO_SHIFTS)
    rota: Rota | None = None
    away_emoji: frozenset[str] = frozenset()

    def tier_of(self, slack_id: str) -> int:
        """Give somebody's tier; where nobody has one, everybody takes everything."""
        return self.tiers.get(slack_id, 1) if self.tiers else 3

    def of_tier(self, tier: int) -> frozenset[str]:
        """Name those who work at a tier or above it; where nobody has one, it is everybody's."""
        return frozenset(who for who, known in self.tiers.items() if known >= tier)

    def is_on_shift(self, slack_id: str, hours: Calendar, now: datetime) -> bool:
        """Say whether somebody works now, by his own shift or by the desk's `hours`."""
        return self.shifts.get(slack_id, hours).next_opening(now) <= now

    def next_start(self, hours: Calendar, now: datetime) -> datetime | None:
        """Give the next instant at which somebody comes on shift or on call, or None."""
        starts = [_next_start(shift, now) for shift in (hours, *self.shifts.values())]
        starts += [self.rota.next_start(now)] if self.rota else []
        return min((start for start in starts if start is not None), default=None)


def _next_start(shift: Calendar, now: datetime) -> datetime | None:
    """Give when a shift begins that does not run yet; None if that is far away."""
    coming = (opens for opens, _ in shift.spans(now, now + LOOKAHEAD) if opens > now)
    return next(coming, None)
