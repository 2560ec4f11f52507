"""Outages: a system that many people miss at once, and what they are told about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.messages import Texts
    from bot.domain.people import Person
    from bot.domain.request import State

#: The way in which the request of an outage comes to be.
CHANNEL: Final = "outage"
#: When people hear more, unless somebody says when.
NEXT_NEWS: Final = timedelta(hours=1)
#: Nobody who misses a system waits longer than that without a word.
LATEST_NEWS: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outage:
    """An outage of a system, which is a request; `news_by` is when more was promised."""

    request_id: int
    number: int
    desk_key: str
    system: str
    started: datetime
    news_by: datetime | None = None
    ended: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What a card shows of an outage: its own, or the one that the request may be part of.

    `departments` are those concerned, `untold` those of them that nobody reads for, and
    `candidates` counts the open requests that may be part of it.
    """

    outage: Outage
    is_own: bool
    departments: int = 0
    untold: tuple[str, ...] = ()
    candidates: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bulletin:
    """What a department reads about an outage, as it stands now.

    `news` are the newest words, written at `news_at`; with `is_reply` they stand alone, below
    the message that is kept up to date.
    """

    outage: Outage
    texts: Texts
    state: State
    for_everybody: bool
    news: str = ""
    news_at: datetime | None = None
    is_reply: bool = False


class Verdict(StrEnum):
    """What became of the question whether something is an outage."""

    OPEN = "open"
    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """The question whether several requests are one outage; `numbers` are theirs.

    `outage` is the number under which the answer was yes.
    """

    id: int
    desk_key: str
    system: str
    numbers: tuple[int, ...]
    verdict: Verdict = Verdict.OPEN
    by: Person | None = None
    outage: int | None = None
    channel: str | None = None
    ts: str | None = None
