"""What a desk has settled about reminders: of what, when, and who hears of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.request import Priority

_ALMOST: Final = 75
_OVER: Final = 100


class Told(StrEnum):
    """Who hears of something; a request without an owner is the team's."""

    CARD = "card"  # nobody is called: the card shows it
    OWNER = "owner"
    TEAM = "team"
    ON_CALL = "on_call"
    LEAD = "lead"


class When(StrEnum):
    """What a chain waits for the end of."""

    UNCLAIMED = "unclaimed"
    LATE = "late"
    REOPENED = "reopened"
    WAITING_FOR_US = "waiting_for_us"


@dataclass(frozen=True, slots=True, kw_only=True)
class Warnings:
    """At which percentages of a promise's time somebody is warned, and who, if not as usual."""

    at: tuple[int, ...] = (50, _ALMOST, _OVER)
    tell: Mapping[int, frozenset[Told]] = field(default_factory=dict)

    def told_at(self, percent: int) -> frozenset[Told]:
        """Say who hears that so much of the time has passed."""
        named = self.tell.get(percent)
        if named is not None:
            return named
        if percent < _ALMOST:
            return frozenset({Told.CARD})
        return frozenset({Told.OWNER} if percent < _OVER else {Told.OWNER, Told.LEAD})


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainStep:
    """What happens `after` so many business minutes: somebody is told, or asked for help."""

    after: int
    tell: Told | None = None
    escalate: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """What happens, step by step, as long as a request stays as it is.

    `priority` is the one that it is for; None is for those that have no chain of their own.
    `cycle` are the business minutes after which the next technician is asked.
    """

    when: When
    priority: Priority | None = None
    steps: tuple[ChainStep, ...] = ()
    cycle: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Working days of a hold for the requester until each step; 0 leaves a step out."""

    chase: int = 2
    warn: int = 4
    close: int = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """Working days without a word to the requester until somebody hears of it; 0 is never."""

    owner: int = 3
    lead: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """All that a desk has settled about reminders."""

    warnings: Warnings = field(default_factory=Warnings)
    chains: tuple[Chain, ...] = ()
    waiting: Waiting = field(default_factory=Waiting)
    silence: Silence = field(default_factory=Silence)

    def chain_of(self, when: When, priority: Priority) -> Chain | None:
        """Give the chain for a priority, or the one for all others."""
        fitting = [c for c in self.chains if c.when is when and c.priority in {priority, None}]
        return max(fitting, key=lambda chain: chain.priority is not None, default=None)
