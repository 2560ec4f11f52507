"""When somebody is open: the settings that desks and organisations share."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from bot.settings.fields import HolidayCode, Zone
from bot.settings.hours import Hours, Later, office_hours
from bot.settings.own_days import HalfDays, OpenedDays


class CalendarSettings(BaseModel):
    """Hours by the clock on the wall, public holidays, and days that are as they are."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    timezone: Zone = "UTC"
    hours: Hours = Field(default_factory=office_hours)
    holidays: HolidayCode | None = None
    later_hours: Later = ()
    closed_days: tuple[date, ...] = ()
    opened_days: OpenedDays = {}
    half_days: HalfDays = {}
