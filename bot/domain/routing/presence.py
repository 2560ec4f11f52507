"""Who of a desk is away, and what nobody there can take."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.people import Person
    from bot.domain.routing.choosing import Kind, Why


@dataclass(frozen=True, slots=True, kw_only=True)
class Away:
    """Somebody who is away; `until` None means until further notice."""

    person: Person
    until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stuck:
    """Requests of a kind that nobody can take: the first numbers, and how many in all."""

    kind: Kind
    because: Why
    numbers: tuple[int, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """How a desk is staffed now, as far as that is worth a word."""

    away: tuple[Away, ...] = ()
    stuck: tuple[Stuck, ...] = ()


NOBODY_AWAY = Presence()
