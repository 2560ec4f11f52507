"""The rules and the matrix by which a desk routes what comes in."""

from __future__ import annotations

import re
from typing import Annotated, Final, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    InstanceOf,
    field_validator,
    model_validator,
)

from bot.domain.request import Priority
from bot.domain.routing.decision import Level, Strategy
from bot.domain.routing.hours import WeekSpan
from bot.domain.routing.rules import Gives, Phrase, Rule, When
from bot.domain.words import words_of
from bot.settings.fields import must_look_like, refusal
from bot.settings.hours import CLOCK, MIDNIGHT

DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NOT_A_SPAN: Final = 'must be written like "18:00-08:00" or "mon-fri 18:00-08:00"'
NO_GIFT: Final = (
    "settles nothing; give it a category, priority, impact, urgency, tier, skills or strategy"
)
_SPAN = re.compile(rf"(?:(\w{{3}})(?:-(\w{{3}}))? )?({CLOCK})-({CLOCK}|24:00)")
#: The doors by which a request comes in, and the ways of those that a technician logs.
Channel = Literal[
    "command",
    "form",
    "mention",
    "dm",
    "intake",
    "message",
    "reaction",
    "thread",
    "phone",
    "walk_up",
    "email",
    "slack",
]
SkillName = Annotated[
    str, must_look_like("[a-z0-9-]{1,24}", "must be 1 to 24 small letters, digits or hyphens")
]


def _listed(value: object) -> object:
    """Let a single name stand for a list of one."""
    return [value] if isinstance(value, str) else value


def _span(value: object) -> WeekSpan:
    if isinstance(value, WeekSpan):
        return value
    match = _SPAN.fullmatch(value.strip().lower()) if isinstance(value, str) else None
    if match is None:
        raise refusal(NOT_A_SPAN)
    first, last, opens, closes = match.groups()
    if not {first, last} <= {*DAYS, None} or opens == closes:
        raise refusal(NOT_A_SPAN)
    return WeekSpan(days=_days(first, last), opens=_minutes(opens), closes=_minutes(closes))


def _days(first: str | None, last: str | None) -> frozenset[int]:
    """Give the days from one to the other, over Sunday if it must be."""
    if first is None:
        return frozenset(range(len(DAYS)))
    start = DAYS.index(first)
    many = (DAYS.index(last or first) - start) % len(DAYS) + 1
    return frozenset((start + day) % len(DAYS) for day in range(many))


def _minutes(clock: str) -> int:
    hour, minute = map(int, clock.split(":"))
    # A stretch that ends at 24:00 ends where the next day begins.
    return (hour * 60 + minute) % MIDNIGHT


Text = Annotated[str, Field(min_length=1, max_length=100)]
Several = Annotated[tuple[Text, ...], BeforeValidator(_listed), Field(min_length=1)]
Channels = Annotated[tuple[Channel, ...], BeforeValidator(_listed), Field(min_length=1)]
Skills = Annotated[
    tuple[SkillName, ...], BeforeValidator(_listed), Field(min_length=1, max_length=6)
]


class Conditions(BaseModel):
    """What a rule asks for; whatever is absent asks for nothing."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    category: Several | None = None
    department: Several | None = None
    organisation: Several | None = None
    system: Several | None = None
    channel: Channels | None = None
    words: Several | None = None
    hours: Annotated[InstanceOf[WeekSpan], BeforeValidator(_span)] | None = None
    in_hours: bool | None = None

    @field_validator("words")
    @classmethod
    def _says_something(cls, words: tuple[str, ...] | None) -> tuple[str, ...] | None:
        if any(not words_of(phrase) for phrase in words or ()):
            remedy = "must not name only words such as the or is, which every request may have"
            raise refusal(remedy)
        return words


class RuleSettings(BaseModel):
    """One rule of a desk: what it asks for in `when`, and what it settles."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    when: Conditions = Conditions()
    category: Text | None = None
    priority: Priority | None = None
    impact: Level | None = None
    urgency: Level | None = None
    tier: int | None = Field(default=None, ge=1, le=3)
    skills: Skills | None = None
    strategy: Strategy | None = None
    stop: bool = False

    @model_validator(mode="after")
    def _settles_something(self) -> Self:
        if not (self.stop or as_rule(self).gives.gifts):
            raise refusal(NO_GIFT)
        return self


class Row(BaseModel):
    """The priorities of one impact, by urgency."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    high: Priority | None = None
    medium: Priority | None = None
    low: Priority | None = None


class MatrixSettings(BaseModel):
    """The priority by impact and urgency; what is not named stays as it is by default."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    high: Row = Row()
    medium: Row = Row()
    low: Row = Row()


def as_rule(rule: RuleSettings) -> Rule:
    """Turn the settings of a rule into the rule."""
    asked = rule.when
    words = asked.words or ()
    return Rule(
        when=When(
            categories=asked.category or (),
            departments=asked.department or (),
            organisations=asked.organisation or (),
            systems=asked.system or (),
            channels=asked.channel or (),
            phrases=tuple(Phrase(shown=one, words=frozenset(words_of(one))) for one in words),
            hours=asked.hours,
            in_hours=asked.in_hours,
        ),
        gives=Gives(
            category=rule.category,
            priority=rule.priority,
            impact=rule.impact,
            urgency=rule.urgency,
            tier=rule.tier,
            skills=frozenset(rule.skills) if rule.skills else None,
            strategy=rule.strategy,
        ),
        stop=rule.stop,
    )
