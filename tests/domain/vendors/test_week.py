from __future__ import annotations

from datetime import time

import pytest

from bot.domain.hours import Window
from bot.domain.vendors.week import NotAWeek, read_week

OFFICE = (Window(start=time(9), end=time(17)),)
SPLIT = (Window(start=time(9), end=time(12)), Window(start=time(13), end=time(17, 30)))


@pytest.mark.parametrize(
    ("text", "open_days"),
    [
        ("mon-fri 09:00-17:00", {0, 1, 2, 3, 4}),
        ("Monday\u2013Friday 09:00-17:00", {0, 1, 2, 3, 4}),
        ("mon 09:00-17:00; wed, thu 09:00-17:00", {0, 2, 3}),
        ("fri-mon 09:00-17:00", {4, 5, 6, 0}),
    ],
)
def test_days_are_named_alone_or_in_a_row(text: str, open_days: set[int]) -> None:
    week = read_week(text)

    assert week == tuple(OFFICE if day in open_days else () for day in range(7))


def test_a_day_may_have_several_windows_and_another_day_others() -> None:
    week = read_week("mon-thu 09:00-12:00 13:00-17:30, fri 09:00-17:00")

    assert week == (*(SPLIT,) * 4, OFFICE, (), ())


@pytest.mark.parametrize("text", ["24x7", "24\u00d77", "mon-sun 00:00-24:00"])
def test_some_never_close(text: str) -> None:
    assert read_week(text) == ((Window(start=time(), end=time()),),) * 7


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("09:00-17:00", "without their days"),
        ("mon-fri", "without their hours"),
        ("mon-fri 9-17", '"9-17" is neither a day nor hours'),
        ("mon 09:00-09:00", "ends when it begins"),
        ("mon 09:00-13:00 12:00-17:00", "overlap"),
        ("mon 22:00-10:00, tue 09:00-17:00", "overlap"),
        ("sun 22:00-10:00, mon 09:00-17:00", "overlap"),
    ],
)
def test_what_makes_no_sense_is_refused_with_the_reason(text: str, why: str) -> None:
    with pytest.raises(NotAWeek, match=why):
        read_week(text)
