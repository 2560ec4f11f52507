"""Working days: the same time of the day, so many days later on which the desk opens."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count, islice
from typing import TYPE_CHECKING

from bot.domain.hours import ONE_DAY

if TYPE_CHECKING:
    from bot.domain.calendar import Calendar


def working_days_later(calendar: Calendar, start: datetime, days: int) -> datetime:
    """Give the same time of the day `days` working days later, or the opening that follows it."""
    local = start.astimezone(calendar.zone)
    after = (local.date() + offset * ONE_DAY for offset in count(1))
    day = next(islice(filter(calendar.is_working_day, after), days - 1, None))
    shown = datetime.combine(day, local.time(), calendar.zone)
    return calendar.next_opening(shown.astimezone(UTC))
