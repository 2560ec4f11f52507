"""When the owner is reminded that a vendor owes something, or that the desk owes the vendor."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import count
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from bot.domain.calendar import Calendar
    from bot.domain.vendors.engagement import Engagement, VendorClock

#: The share of a target after which the owner hears that it comes near.
SOON_AFTER: Final = 0.75
#: Working minutes between two reminders about the same thing: of the vendor if it is late, and
#: of the desk if the vendor waits.
EVERY: Final = 240


class ChaseKind(StrEnum):
    """Why the owner is reminded."""

    SOON = "soon"  # three quarters of the vendor's time are over
    LATE = "late"
    OURS = "ours"  # the vendor waits for us


@dataclass(frozen=True, slots=True, kw_only=True)
class Chase:
    """One reminder, at an instant at which the desk is open; `clock` is what the vendor owes."""

    kind: ChaseKind
    clock: VendorClock
    at: datetime


def chase_due(
    at_work: Engagement, theirs: Calendar, ours: Calendar, now: datetime
) -> tuple[Chase | None, datetime]:
    """Give the newest reminder whose time has come, and when to look again.

    Of several that came due unnoticed only the newest is worth a message.
    """
    chases = _chases(at_work, theirs, ours)
    newest, coming = None, next(chases)
    while coming.at <= now:
        newest, coming = coming, next(chases)
    return newest, coming.at


def _chases(at_work: Engagement, theirs: Calendar, ours: Calendar) -> Iterator[Chase]:
    """Give every reminder in turn, without end, as long as nothing happens."""
    for kind, at in _instants(at_work, theirs, ours):
        yield Chase(kind=kind, clock=at_work.owes, at=ours.next_opening(at))


def _instants(
    at_work: Engagement, theirs: Calendar, ours: Calendar
) -> Iterator[tuple[ChaseKind, datetime]]:
    if at_work.waiting_since is not None:
        for step in count(1):
            yield ChaseKind.OURS, ours.add_minutes(at_work.waiting_since, step * EVERY)
    target = at_work.response if at_work.responded_at is None else at_work.resolution
    soon = SOON_AFTER * target + at_work.paused
    yield ChaseKind.SOON, theirs.add_minutes(at_work.engaged_at, soon)
    for step in count():
        yield ChaseKind.LATE, theirs.add_minutes(at_work.due, step * EVERY)
