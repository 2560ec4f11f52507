"""The hours of a week as people type them: "mon-fri 09:00-17:00, sat 10:00-14:00" or "24x7"."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Final, TypeAlias

from bot.domain.hours import DAYS_A_WEEK, Window

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Week: TypeAlias = tuple[tuple[Window, ...], ...]

ALWAYS: Final = "24x7"
_DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CLOCK = r"(?:[01]\d|2[0-3]):[0-5]\d"
_WINDOW = re.compile(rf"({_CLOCK})-({_CLOCK}|24:00)")
_NAMED = re.compile(rf"({'|'.join(_DAYS)})[a-z]*(?:-({'|'.join(_DAYS)})[a-z]*)?")
# What keyboards and text editors make of a hyphen and of an x.
_TYPED: Final = {0x2013: "-", 0x00D7: "x"}
# A Monday; which one does not matter.
_MONDAY = date(2024, 1, 1)


class NotAWeek(ValueError):
    """These are no hours; the argument says why, as the end of a sentence."""


def read_week(text: str) -> Week:
    """Read the windows of the seven days, Monday first; raises `NotAWeek`."""
    plain = text.lower().translate(_TYPED)
    if plain.strip() == ALWAYS:
        return ((Window(start=time(), end=time()),),) * DAYS_A_WEEK
    days: list[list[Window]] = [[] for _ in _DAYS]
    for named, windows in _groups(re.split(r"[\s,;]+", plain.strip(" ,;\t\n"))):
        for day in named:
            days[day] += windows
    week = tuple(tuple(sorted(windows, key=lambda w: w.start)) for windows in days)
    _require_apart(week)
    return week


def minutes_in(week: Week) -> float:
    """Count the minutes of a whole week."""
    shown = (window.on(_MONDAY) for windows in week for window in windows)
    return sum((closes - opens).total_seconds() for opens, closes in shown) / 60.0


def _groups(words: Sequence[str]) -> Iterator[tuple[list[int], list[Window]]]:
    """Give days together with the windows that follow them."""
    named: list[int] = []
    windows: list[Window] = []
    for word in words:
        if _WINDOW.fullmatch(word):
            windows.append(_window(word))
            continue
        if windows:
            yield _complete(named, windows)
            named, windows = [], []
        named += _days(word)
    yield _complete(named, windows)


def _complete(named: list[int], windows: list[Window]) -> tuple[list[int], list[Window]]:
    if not named:
        message = "the hours stand without their days"
        raise NotAWeek(message)
    if not windows:
        message = "the days stand without their hours"
        raise NotAWeek(message)
    return named, windows


def _days(word: str) -> list[int]:
    match = _NAMED.fullmatch(word)
    if match is None:
        message = f'"{word[:20]}" is neither a day nor hours'
        raise NotAWeek(message)
    first = _DAYS.index(match[1])
    last = _DAYS.index(match[2] or match[1])
    return [day % DAYS_A_WEEK for day in range(first, last + (DAYS_A_WEEK * (last < first)) + 1)]


def _window(word: str) -> Window:
    opens, closes = word.split("-")
    if opens == closes:
        message = f"{word} ends when it begins; a whole day is 00:00-24:00"
        raise NotAWeek(message)
    # The end of a day is the midnight of the next one.
    end = time() if closes == "24:00" else time.fromisoformat(closes)
    return Window(start=time.fromisoformat(opens), end=end)


def _require_apart(week: Week) -> None:
    shown = [
        window.on(_MONDAY + timedelta(days=day))
        for day, windows in enumerate(week)
        for window in windows
    ]
    opens, closes = shown[0]
    one_week = timedelta(days=DAYS_A_WEEK)
    around = [*shown, (opens + one_week, closes + one_week)]
    if any(later[0] < earlier[1] for earlier, later in pairwise(around)):
        message = "two of the windows overlap"
        raise NotAWeek(message)
