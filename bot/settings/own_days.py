"""Days on which a desk does not keep its hours: closed, opened, or cut short."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, ValidationInfo

from bot.settings.fields import ClockTime, must, refusal
from bot.settings.hours import Day, WeekHours, Window

if TYPE_CHECKING:
    from collections.abc import Mapping


def _has_a_window(windows: tuple[Window, ...]) -> bool:
    return bool(windows)


OpenedDay = Annotated[
    Day, must(_has_a_window, "must have a window; a day without one belongs into closed_days")
]


def _is_not_closed(
    opened: dict[date, tuple[Window, ...]], info: ValidationInfo
) -> dict[date, tuple[Window, ...]]:
    if not opened.keys().isdisjoint(info.data.get("closed_days", ())):
        remedy = "must not name a day of closed_days; take it out of one of the two"
        raise refusal(remedy)
    return opened


def _ends_within_hours(half: dict[date, time], info: ValidationInfo) -> dict[date, time]:
    if not all(name in info.data for name in ("hours", "later_hours", "opened_days")):
        # Those have been refused, so nothing can be said about these.
        return half
    if not half.keys().isdisjoint(info.data["opened_days"]):
        remedy = "must not name a day of opened_days; that one has hours of its own"
        raise refusal(remedy)
    if not all(_is_within_hours(day, ends, info.data) for day, ends in half.items()):
        remedy = "must end each of its days while the desk is open, as its hours say"
        raise refusal(remedy)
    return half


def _is_within_hours(day: date, ends: time, desk: Mapping[str, Any]) -> bool:
    hours: WeekHours = desk["hours"]
    for later in desk["later_hours"]:
        if later.since <= day:
            hours = later.hours
    windows = hours.days()[day.weekday()]
    minute = ends.hour * 60 + ends.minute
    is_closed = day in desk.get("closed_days", ())
    return bool(windows) and not is_closed and windows[0].opens < minute < windows[-1].until


OpenedDays = Annotated[dict[date, OpenedDay], AfterValidator(_is_not_closed)]
HalfDays = Annotated[dict[date, ClockTime], AfterValidator(_ends_within_hours)]
