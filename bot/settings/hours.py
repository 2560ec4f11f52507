"""The opening hours of a desk, by the clock on its wall."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Annotated, Final

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict

from bot.settings.fields import HolidayCode, must, refusal

# The day may end at 24:00, which a time of day could not say.
CLOCK: Final = r"(?:[01]\d|2[0-3]):[0-5]\d"
WINDOW: Final = re.compile(f"{CLOCK}-(?:{CLOCK}|24:00)")
NOT_A_WINDOW: Final = 'must be written like "09:00-17:00"'
MIDNIGHT: Final = 24 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A stretch of a day, in minutes after midnight; 24:00 is 1440.

    One that closes before it opens lasts into the next day.
    """

    opens: int
    closes: int

    @property
    def until(self) -> int:
        """The minutes after the midnight before it opens until it closes."""
        return self.closes if self.closes > self.opens else self.closes + MIDNIGHT


def _window(value: object) -> Window:
    if isinstance(value, Window):
        return value
    if not isinstance(value, str) or WINDOW.fullmatch(value) is None:
        raise refusal(NOT_A_WINDOW)
    from_hour, from_minute, to_hour, to_minute = map(int, re.split("[:-]", value))
    return Window(opens=from_hour * 60 + from_minute, closes=to_hour * 60 + to_minute)


def _lasts(window: Window) -> bool:
    return window.opens != window.closes


def _in_order(windows: tuple[Window, ...]) -> tuple[Window, ...]:
    return tuple(sorted(windows, key=lambda window: window.opens))


def _are_apart(windows: tuple[Window, ...]) -> bool:
    return all(earlier.until <= later.opens for earlier, later in pairwise(windows))


OpenWindow = Annotated[
    Window,
    BeforeValidator(_window),
    must(_lasts, "must not end when it begins; a whole day is 00:00-24:00"),
]
Day = Annotated[
    tuple[OpenWindow, ...],
    AfterValidator(_in_order),
    must(_are_apart, "must not have windows that overlap; join them, or end one earlier"),
]


class WeekHours(BaseModel):
    """When a desk is open; a day that is not named is closed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    mon: Day = ()
    tue: Day = ()
    wed: Day = ()
    thu: Day = ()
    fri: Day = ()
    sat: Day = ()
    sun: Day = ()

    def days(self) -> tuple[tuple[Window, ...], ...]:
        """Return the windows of the seven days from Monday on, as `date.weekday()` counts."""
        return (self.mon, self.tue, self.wed, self.thu, self.fri, self.sat, self.sun)


def _opens_at_all(hours: WeekHours) -> bool:
    return any(hours.days())


def _nights_end_in_time(hours: WeekHours) -> WeekHours:
    """Refuse a night that lasts into the hours of the next day."""
    days = list(zip(WeekHours.model_fields, hours.days(), strict=True))
    for (name, evening), (next_name, morning) in pairwise([*days, days[0]]):
        if evening and morning and evening[-1].until - MIDNIGHT > morning[0].opens:
            remedy = (
                f"must not overlap: the night of {name} lasts into the hours of {next_name}; end "
                "it earlier, or open later"
            )
            raise refusal(remedy)
    return hours


Hours = Annotated[
    WeekHours,
    must(_opens_at_all, "must name a day with a window; a desk that never opens can promise none"),
    AfterValidator(_nights_end_in_time),
]


class LaterHours(BaseModel):
    """Hours that are in force from a day on; without holidays of their own, those before hold."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    since: date
    hours: Hours
    holidays: HolidayCode | None = None


def _in_turn(versions: tuple[LaterHours, ...]) -> bool:
    return all(earlier.since < later.since for earlier, later in pairwise(versions))


Later = Annotated[
    tuple[LaterHours, ...],
    must(_in_turn, "must be in order, each with a later day in since than the one before"),
]


def office_hours() -> WeekHours:
    """Return nine to five from Monday to Friday."""
    day = (Window(opens=9 * 60, closes=17 * 60),)
    return WeekHours(mon=day, tue=day, wed=day, thu=day, fri=day)
