"""The calendar against the clock on the wall: `make oracle` asks ten thousand times."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Final
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.calendar import Calendar
from bot.domain.hours import Hours, OwnDays, Window
from tests.domain.minute_oracle import MINUTE, Oracle

CASES: Final = int(os.environ.get("FIRSTLINE_ORACLE_CASES", "300"))
ENOUGH = settings(max_examples=CASES, deadline=None, suppress_health_check=[HealthCheck.too_slow])

#: Days around which something odd happens to the clocks, and zones in which it does.
ODD: Final = (
    ("Europe/Berlin", date(2026, 3, 29)),
    ("Europe/Berlin", date(2026, 10, 25)),
    ("America/New_York", date(2026, 11, 1)),
    ("Asia/Kolkata", date(2026, 8, 15)),
    ("Asia/Kathmandu", date(2026, 1, 1)),
    # Half an hour forward and back.
    ("Australia/Lord_Howe", date(2026, 10, 4)),
    ("Australia/Lord_Howe", date(2026, 4, 5)),
    # Midnight does not exist, or the hour before it comes twice.
    ("America/Sao_Paulo", date(2018, 11, 4)),
    ("America/Sao_Paulo", date(2019, 2, 17)),
    ("Africa/Cairo", date(2026, 4, 24)),
    ("America/Havana", date(2026, 11, 1)),
    # A whole day does not exist.
    ("Pacific/Apia", date(2011, 12, 30)),
    ("UTC", date(2026, 12, 31)),
)

CLOCKS = st.builds(time, st.integers(0, 23), st.sampled_from([0, 0, 0, 15, 30, 59]))
WINDOWS = st.builds(Window, start=CLOCKS, end=CLOCKS)
DAYS = st.lists(WINDOWS, max_size=3).map(tuple)
WEEKS = st.lists(DAYS, min_size=7, max_size=7).map(tuple).filter(any)
CODES = st.sampled_from([None, None, "DE-BY", "US"])


@st.composite
def calendars(draw: st.DrawFn) -> tuple[Calendar, datetime]:
    """Draw a calendar and an instant near the day on which its clocks do something odd."""
    zone, day = draw(st.sampled_from(ODD))
    near = st.integers(-4, 4).map(lambda days: day + timedelta(days=days))
    since = [date.min, *draw(st.sets(near, max_size=2).map(sorted))]
    versions = [Hours(week=draw(WEEKS), holiday_code=draw(CODES), since=day) for day in since]
    own = OwnDays(
        closed=draw(st.frozensets(near, max_size=2)),
        opened=draw(st.dictionaries(near, DAYS, max_size=2)),
        half=draw(st.dictionaries(near, CLOCKS, max_size=2)),
    )
    calendar = Calendar(zone=ZoneInfo(zone), versions=tuple(versions), own=own)
    start = datetime.combine(day, time(), UTC) + draw(st.integers(-4000, 2000)) * MINUTE
    return calendar, start


@ENOUGH
@given(asked=calendars(), length=st.integers(0, 4000))
def test_open_minutes_are_those_the_clock_on_the_wall_shows(
    asked: tuple[Calendar, datetime], length: int
) -> None:
    calendar, start = asked
    end = start + length * MINUTE

    counted = calendar.minutes_between(start, end)

    assert counted == Oracle(calendar).between(start, end)
    spans = list(calendar.spans(start, end))
    assert sum((closes - opens) / MINUTE for opens, closes in spans) == counted


@ENOUGH
@given(asked=calendars(), minutes=st.integers(1, 1500))
def test_what_is_added_falls_due_when_the_clock_on_the_wall_says(
    asked: tuple[Calendar, datetime], minutes: int
) -> None:
    calendar, start = asked

    due = calendar.add_minutes(start, minutes)

    assert due == Oracle(calendar).add(start, minutes)
    assert calendar.minutes_between(start, due) == minutes


@given(asked=calendars(), cuts=st.lists(st.integers(0, 10**12), min_size=2, max_size=6).map(sorted))
def test_parts_of_a_span_add_up_to_the_whole(
    asked: tuple[Calendar, datetime], cuts: list[int]
) -> None:
    calendar, start = asked
    instants = [start + timedelta(microseconds=cut) for cut in cuts]

    parts = sum(calendar.minutes_between(*pair) for pair in pairwise(instants))

    assert abs(parts - calendar.minutes_between(instants[0], instants[-1])) < 1e-9


@given(asked=calendars(), micros=st.integers(0, 10**11), target=st.integers(1, 10**9))
def test_a_due_instant_is_exact_to_the_second_and_below(
    asked: tuple[Calendar, datetime], micros: int, target: int
) -> None:
    calendar, start = asked
    start += timedelta(microseconds=micros)

    due = calendar.add_minutes(start, target / 60e6)

    assert abs(calendar.minutes_between(start, due) - target / 60e6) < 1e-7
