"""What people type after a command or a mention, taken apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from bot.domain.refusals import Refused
from handlers import payloads

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_NUMBER = re.compile(r"#?(\d{1,9})$")
_PERSON = re.compile(r"<@([A-Z0-9]+)(?:\|[^>]*)?>$")
_PAGE = re.compile(r"(?:page\s*)?(\d{1,4})$", re.IGNORECASE)
_TIER = re.compile(r"tier\s*-?(\d)$", re.IGNORECASE)


class NumberMissing(Refused):
    """Please say which request, for example: {verb} 42."""


class NotADate(Refused):
    """I cannot read "{text}" as a date. Please write it like 2026-03-31."""


class NotAPerson(Refused):
    """Please name a person, for example: {verb} 42 @ana."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A verb, the number it is about if there is one, and what follows as Slack wrote it.

    `tail` is all that follows the verb, a number included.
    """

    verb: str
    number: int | None = None
    markup: str = ""
    tail: str = ""

    @property
    def about(self) -> int:
        """The number; raises `NumberMissing`."""
        if self.number is None:
            raise NumberMissing(verb=self.verb)
        return self.number

    @property
    def rest(self) -> str:
        """What follows, as people read it."""
        return payloads.plain(self.markup)

    def first(self) -> tuple[str, str]:
        """Split the rest into its first word and what follows."""
        return _split(self.rest)


def parse(text: str, *, about: int | None = None) -> Words:
    """Take a line apart; inside a thread, `about` is the number of its request."""
    verb, markup = _split(text)
    first, following = _split(markup)
    named = number(first)
    # "resolve 3 cables replaced" in a thread is a note, not request 3.
    if named is not None and about in {None, named}:
        return Words(verb=verb.lower(), number=named, markup=following, tail=markup)
    return Words(verb=verb.lower(), number=about, markup=markup, tail=markup)


def _split(text: str) -> tuple[str, str]:
    first, *following = text.split(maxsplit=1)[:2] or [""]
    return first, "".join(following).strip()


def number(text: str) -> int | None:
    """Read a bare number such as "42" or "#42"."""
    match = _NUMBER.match(text.strip())
    return int(match.group(1)) if match else None


def person(text: str, *, verb: str) -> str:
    """Read a mention and give the Slack id; raises `NotAPerson`."""
    match = _PERSON.match(text.strip())
    if match is None:
        raise NotAPerson(verb=verb)
    return match.group(1)


def page(text: str) -> int:
    """Read "page 2" and the like; whatever is no page is the first."""
    match = _PAGE.match(text.strip())
    return max(int(match.group(1)), 1) if match else 1


def tier(word: str) -> int | None:
    """Read "tier2" and the like."""
    match = _TIER.match(word)
    return int(match.group(1)) if match else None


def instant(text: str, zone: ZoneInfo) -> datetime:
    """Read a date, meaning its morning at the desk, or an instant; raises `NotADate`."""
    try:
        at = datetime.fromisoformat(text.strip())
        if at.time() == time() and "T" not in text and ":" not in text:
            at = at.replace(hour=9)
        return (at if at.tzinfo else at.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        # The calendar has a first and a last day, and another zone may lie beyond them.
        raise NotADate(text=text.strip()[:40]) from None
