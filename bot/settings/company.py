"""The company around the desks: its departments, and when its people are left alone."""

from __future__ import annotations

import re
from datetime import time
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, InstanceOf

from bot.domain.quiet import QuietHours
from bot.settings.fields import ChannelId, GroupId, UserId, refusal
from bot.settings.hours import CLOCK
from bot.settings.systems import TopSystems

# Slack's menus hold a hundred options of 75 characters.
MOST_DEPARTMENTS = 100
NOT_QUIET_HOURS = 'must be written like "20:00-07:00", or "" for none'
_SPAN = re.compile(f"({CLOCK})-({CLOCK})")


class DepartmentSettings(BaseModel):
    """One department: its people and leader, whom they can turn to, and what they work with."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(min_length=1, max_length=75)
    leader: UserId | None = None
    liaison: UserId | None = None
    people: tuple[UserId, ...] = ()
    groups: tuple[GroupId, ...] = ()
    top_systems: TopSystems = ()
    channel: ChannelId | None = None


def _quiet_hours(value: object) -> QuietHours | None:
    if value is None or isinstance(value, QuietHours):
        return value
    if value == "":
        return None
    match = _SPAN.fullmatch(value) if isinstance(value, str) else None
    if match is None or match[1] == match[2]:
        raise refusal(NOT_QUIET_HOURS)
    return QuietHours(start=time.fromisoformat(match[1]), end=time.fromisoformat(match[2]))


QuietSpan = Annotated[InstanceOf[QuietHours] | None, BeforeValidator(_quiet_hours)]


#: When nobody is disturbed unless the settings say otherwise.
NIGHT = QuietHours(start=time(20), end=time(7))
