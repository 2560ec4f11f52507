"""What somebody sees who opens the app's Home."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from bot.domain.desk import Desk
    from bot.domain.kpis import Figure
    from bot.domain.messages import Board, RequestView
    from bot.domain.people import Person
    from bot.domain.reports.digest import ActItem
    from bot.domain.reports.usual import UsualRange


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """How a desk works `today`, and who stands behind it.

    `liaison` is who looks after the reader's department, if anybody does; `closed` are the next
    days on which the desk stays closed though the weekday is one of its own.
    """

    desk: Desk
    today: date
    leads: tuple[Person, ...]
    closed: tuple[date, ...] = ()
    liaison: Person | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCount:
    """The open requests of a desk in numbers, and the instant at which the oldest was filed."""

    total: int
    late: int
    unclaimed: int
    oldest: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskState:
    """How a desk stands today, for its leads."""

    open: OpenCount
    opened: int
    resolved: int
    usual: UsualRange | None
    act_now: tuple[ActItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFigures:
    """What somebody did, for nobody else: resolutions since Monday, the rest in 28 days."""

    resolved: int
    figures: Mapping[str, Figure]


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbench:
    """One desk as somebody sees it who works there."""

    board: Board
    figures: OwnFigures | None = None
    state: DeskState | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """Everything that one person's Home shows: own requests, the desks, and how they work."""

    own: Sequence[RequestView]
    own_total: int
    solved: Sequence[RequestView]
    guides: Sequence[Guide]
    workbenches: Sequence[Workbench] = ()
