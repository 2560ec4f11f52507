"""A vendor: a company that has to help by contract, within targets and hours of its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from bot.domain.calendar import Calendar
from bot.domain.hours import Hours
from bot.domain.vendors.week import NotAWeek, read_week

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.domain.desk import Desk
    from bot.domain.request import Priority

#: The per cent of cases that a contract keeps in time unless it says otherwise.
USUAL_GOAL: Final = 90
#: So many days before a contract ends the leads hear of it.
NOTICE_DAYS: Final = (90, 30)
_MORNING = time(9)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Whom to talk to at a vendor; words that can go without changing a figure."""

    name: str = ""
    way: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vendor:
    """One contract; `response` and `resolution` are minutes of the vendor's working time.

    `hours` are those that `read_week` understands. `categories` are those of the desk that the
    vendor serves. `goal` is the per cent of cases that have to be in time.
    """

    id: int
    desk_key: str
    name: str
    hours: str
    zone: str
    response: int
    resolution: int
    since: datetime
    contract: str = ""
    services: str = ""
    categories: tuple[str, ...] = ()
    holidays: str | None = None
    goal: int = USUAL_GOAL
    ends: date | None = None
    archived: bool = False
    contact: Contact = field(default_factory=Contact)

    @property
    def has_hours(self) -> bool:
        """Whether anybody can tell when the vendor works; the form lets no other one through."""
        try:
            return any(read_week(self.hours))
        except NotAWeek:
            return False

    @property
    def calendar(self) -> Calendar:
        """When the vendor works."""
        hours = Hours(week=read_week(self.hours), holiday_code=self.holidays)
        return Calendar(zone=ZoneInfo(self.zone), versions=(hours,))

    def next_notice(self, after: datetime) -> tuple[int, datetime] | None:
        """Say how many days before the end the leads hear of it next, and when that is."""
        if self.ends is None or self.archived:
            return None
        zone = ZoneInfo(self.zone)
        notices = (
            (days, datetime.combine(self.ends - timedelta(days=days), _MORNING, tzinfo=zone))
            for days in NOTICE_DAYS
        )
        return next(((days, at) for days, at in notices if at > after), None)


def key_of(name: str) -> str:
    """Give what two names have in common that people would take for the same."""
    seen = "".join(sign for sign in name if sign.isprintable() or sign.isspace())
    return " ".join(seen.split()).casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tight:
    """A promise of ours that is tighter than what the only vendor for it owes us, in minutes."""

    vendor: Vendor
    category: str
    priority: Priority
    ours: int
    theirs: int


def tight_promises(vendor: Vendor, others: tuple[Vendor, ...], desk: Desk) -> Iterator[Tight]:
    """Find promises to requesters that the contract underneath cannot bear.

    Source: measurement B25; each side in the minutes of its own working time.
    """
    shared = {name for other in others if other.id != vendor.id for name in other.categories}
    for category in vendor.categories:
        if category in shared or category not in desk.categories:
            continue
        for priority in sorted(desk.promises):
            ours = desk.promise_of(priority, category).resolution
            if ours < vendor.resolution:
                yield Tight(
                    vendor=vendor,
                    category=category,
                    priority=priority,
                    ours=ours,
                    theirs=vendor.resolution,
                )
