"""Requests that come in, and rules that wait for them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from bot.domain.request import Priority
from bot.domain.routing.rules import Asked, Gives, Phrase, Routing, Rule, When
from bot.domain.words import words_of

#: A Tuesday morning.
ASKED: Final = Asked(
    at=datetime(2026, 3, 3, 10, 0, tzinfo=UTC),
    in_hours=True,
    channel="command",
    priority=Priority.P3,
)


def asked(text: str = "", **known: object) -> Asked:
    """Describe a request by its words and by what else is known of it."""
    return replace(ASKED, words=frozenset(words_of(text)), **known)  # type: ignore[arg-type] # replace checks the names itself


def phrase(text: str) -> Phrase:
    """Write words the way a rule asks for them."""
    return Phrase(shown=text, words=frozenset(words_of(text)))


def rule(when: When | None = None, *, stop: bool = False, **gives: object) -> Rule:
    """Write a rule that fits everything unless `when` says otherwise."""
    return Rule(when=when or When(), gives=Gives(**gives), stop=stop)  # type: ignore[arg-type] # the class checks the names itself


def routing(*rules: Rule) -> Routing:
    """Put rules in their order."""
    return Routing(rules=rules)
