"""The rules by which a desk routes what comes in."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

from bot.domain.routing.decision import Gift

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from bot.domain.request import Priority
    from bot.domain.routing.decision import Level, Strategy
    from bot.domain.routing.hours import WeekSpan
    from bot.domain.routing.matrix import Matrix


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is known of a request when it comes in.

    `words` are folded as those that it is found by; `at` is in the zone of the desk, and
    `in_hours` says whether the desk was open then.
    """

    at: datetime
    in_hours: bool
    channel: str
    priority: Priority
    category: str | None = None
    department: str | None = None
    organisation: str | None = None
    system: str | None = None
    words: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Words that have to stand in a request together: as they were set, and folded."""

    shown: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """What a rule asks for; whatever is empty asks for nothing."""

    categories: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    systems: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    hours: WeekSpan | None = None
    in_hours: bool | None = None

    def holds(self, asked: Asked, category: str | None) -> bool:
        """Say whether a request is what the rule asks for, filed under `category` so far."""
        named = (
            (self.categories, category),
            (self.departments, asked.department),
            (self.organisations, asked.organisation),
            (self.systems, asked.system),
            (self.channels, asked.channel),
        )
        return (
            all(not wanted or _is_in(value, wanted) for wanted, value in named)
            and (not self.phrases or any(one.words <= asked.words for one in self.phrases))
            and (self.hours is None or asked.at in self.hours)
            and (self.in_hours is None or self.in_hours is asked.in_hours)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Gives:
    """What a rule settles; whatever is None is left to the others."""

    category: str | None = None
    priority: Priority | None = None
    impact: Level | None = None
    urgency: Level | None = None
    tier: int | None = None
    skills: frozenset[str] | None = None
    strategy: Strategy | None = None

    @property
    def gifts(self) -> tuple[Gift, ...]:
        """What it settles, by name."""
        return tuple(gift for gift in Gift if getattr(self, gift) is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule: what it asks for, what it settles, and whether it is the last to be read."""

    when: When
    gives: Gives
    stop: bool = False

    @property
    def mark(self) -> str:
        """Recognise the rule, wherever it stands among the others."""
        skills = ",".join(sorted(self.gives.skills or ()))
        given = [str(getattr(self.gives, gift)) for gift in Gift if gift is not Gift.SKILLS]
        hours = self.when.hours
        span = (sorted(hours.days), hours.opens, hours.closes) if hours else None
        asked = (*_lists(self.when), span, self.when.in_hours)
        written = repr((asked, given, skills, self.stop))
        return sha256(written.encode()).hexdigest()[:8]


@dataclass(frozen=True, slots=True, kw_only=True)
class Routing:
    """How a desk routes: its rules in order, and its matrix if it has one of its own."""

    rules: tuple[Rule, ...] = ()
    matrix: Matrix | None = field(default=None, hash=False)

    def numbered(self) -> Iterator[tuple[int, Rule]]:
        """Iterate over the rules with their places, from 1 on."""
        return enumerate(self.rules, start=1)

    def known(self, mark: str) -> Rule | None:
        """Find a rule by its mark, as long as nobody has changed it."""
        return next((rule for rule in self.rules if rule.mark == mark), None)


def _is_in(value: str | None, wanted: tuple[str, ...]) -> bool:
    return value is not None and value.casefold() in {one.casefold() for one in wanted}


def _lists(when: When) -> Iterator[tuple[str, ...]]:
    yield from (when.categories, when.departments, when.organisations, when.systems)
    yield when.channels
    yield tuple(phrase.shown for phrase in when.phrases)
