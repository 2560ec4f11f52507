"""The opening hours of a desk, as windows of the local day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated, Final

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict

from bot.settings.fields import must, refusal

# The day may end at 24:00, which a time of day could not say.
CLOCK: Final = r"(?:[01]\d|2[0-3]):[0-5]\d"
WINDOW: Final = re.compile(f"{CLOCK}-(?:{CLOCK}|24:00)")
NOT_A_WINDOW: Final = 'must be written like "09:00-17:00"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A stretch of the local day, in minutes after midnight; 24:00 is 1440."""

    opens: int
    closes: int


def _window(value: object) -> Window:
    if isinstance(value, Window):
        return value
    if not isinstance(value, str) or WINDOW.fullmatch(value) is None:
        raise refusal(NOT_A_WINDOW)
    from_hour, from_minute, to_hour, to_minute = map(int, re.split("[:-]", value))
    return Window(opens=from_hour * 60 + from_minute, closes=to_hour * 60 + to_minute)


def _runs_forward(window: Window) -> bool:
    return window.opens < window.closes


def _in_order(windows: tuple[Window, ...]) -> tuple[Window, ...]:
    return tuple(sorted(windows, key=lambda window: window.opens))


def _are_apart(windows: tuple[Window, ...]) -> bool:
    return all(earlier.closes <= later.opens for earlier, later in pairwise(windows))


OpenWindow = Annotated[
    Window,
    BeforeValidator(_window),
    must(_runs_forward, "must end after it begins; split a night at 24:00 into two days"),
]
Day = Annotated[
    tuple[OpenWindow, ...],
    AfterValidator(_in_order),
    must(_are_apart, "must not have windows that overlap"),
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


def office_hours() -> WeekHours:
    """Return nine to five from Monday to Friday."""
    day = (Window(opens=9 * 60, closes=17 * 60),)
    return WeekHours(mon=day, tue=day, wed=day, thu=day, fri=day)
