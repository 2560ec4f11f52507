"""Who gets a request: the settings of a desk, and its rota."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Annotated, Final, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from bot.domain.routing.decision import Strategy
from bot.domain.routing.rota import Duty
from bot.settings.fields import Emoji, UserId, must_look_like, refusal
from bot.settings.hours import CLOCK, Hours

DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
#: Some Monday; a week of a rota begins with it.
MONDAY: Final = datetime(1970, 1, 5)  # noqa: DTZ001 - what the clock on a wall shows has no zone
NOT_A_MOMENT: Final = 'must be a day such as 2026-03-02, or one of the week such as "mon 09:00"'
TWO_KINDS: Final = "must have two dates, or two days of the week"
NO_TIME: Final = "must end after it begins"
TWO_ROTAS: Final = "must stand in rota or in rota_file, not in both"
NOBODY: Final = "is on_call, so somebody has to be on call; add a rota or a rota_file"
_MOMENT = re.compile(rf"(\w{{3}})(?: ({CLOCK}))?")

SkillName = Annotated[
    str, must_look_like("[a-z0-9-]{1,24}", "must be 1 to 24 small letters, digits or hyphens")
]
Skills = Annotated[tuple[SkillName, ...], Field(min_length=1, max_length=24)]
Tier = Annotated[int, Field(ge=1, le=3)]
AWAY: Final = ("palm_tree", "face_with_thermometer", "beach_with_umbrella", "no_entry")


def _moment(value: object) -> datetime | timedelta:
    """Read a date, or how long a week has lasted by then."""
    if isinstance(value, datetime) and value.tzinfo is None:
        return value
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime.combine(value, time())
    match = _MOMENT.fullmatch(value.strip().lower()) if isinstance(value, str) else None
    if match is None or match[1] not in DAYS:
        raise refusal(NOT_A_MOMENT)
    hour, minute = map(int, (match[2] or "00:00").split(":"))
    return timedelta(days=DAYS.index(match[1]), hours=hour, minutes=minute)


Moment = Annotated[datetime | timedelta, BeforeValidator(_moment)]


class DutySettings(BaseModel):
    """A stretch in which somebody is on call: once, between dates, or each week."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    start: Moment = Field(alias="from")
    end: Moment = Field(alias="to")
    who: UserId

    @model_validator(mode="after")
    def _is_a_stretch(self) -> Self:
        dates = [at for at in (self.start, self.end) if isinstance(at, datetime)]
        if len(dates) == 1:
            raise refusal(TWO_KINDS)
        if dates and dates[1] <= dates[0]:
            raise refusal(NO_TIME)
        return self

    def duty(self) -> Duty:
        """Turn the settings into the duty."""
        if isinstance(self.start, datetime) and isinstance(self.end, datetime):
            return Duty(who=self.who, start=self.start, end=self.end)
        start, end = _in_week(self.start), _in_week(self.end)
        night = timedelta(weeks=1) if end <= start else timedelta()
        return Duty(who=self.who, start=start, end=end + night, every=1)


def _in_week(moment: datetime | timedelta) -> datetime:
    return moment if isinstance(moment, datetime) else MONDAY + moment


class StaffingSettings(BaseModel):
    """How a desk finds a technician for what comes in."""

    strategy: Strategy = Strategy.QUEUE
    sticky_days: int = Field(default=0, ge=0, le=365)
    capacity: int | None = Field(default=None, ge=1, le=1000)
    skills: dict[UserId, Skills] = {}
    tiers: dict[UserId, Tier] = {}
    shifts: dict[UserId, Hours] = {}
    rota: tuple[DutySettings, ...] = ()
    rota_file: Path | None = None
    follow_slack_status: bool = False
    away_emoji: tuple[Emoji, ...] = AWAY
