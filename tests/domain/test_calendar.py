from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.calendar import Calendar, Window

BERLIN = ZoneInfo("Europe/Berlin")
MINUTE = timedelta(minutes=1)
MONDAY = date(2026, 3, 16)


def window(hours: str) -> Window:
    start, end = (time.fromisoformat(part) for part in hours.split("-"))
    return Window(start=start, end=end)


def weekdays(hours: str, zone: str = "UTC", closed: frozenset[date] = frozenset()) -> Calendar:
    week = ((window(hours),),) * 5 + ((), ())
    return Calendar(zone=ZoneInfo(zone), week=week, closed=closed)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def test_a_weekend_between_two_office_days_does_not_count() -> None:
    office = weekdays("09:00-17:00")

    minutes = office.minutes_between(utc("2026-03-13T16:00Z"), utc("2026-03-16T16:00Z"))

    assert minutes == 480


def test_the_hour_lost_to_summer_time_is_not_counted_as_open() -> None:
    office = weekdays("09:00-17:00", "Europe/Berlin")
    start, end = utc("2026-03-27T16:30+01:00"), utc("2026-03-30T09:30+02:00")

    assert office.minutes_between(start, end) == 60
    assert Calendar.always(BERLIN).minutes_between(start, end) == 64 * 60


@pytest.mark.parametrize(
    ("start", "target", "due"),
    [
        ("2026-03-13T16:30Z", 240, "2026-03-16T12:30Z"),
        ("2026-03-14T12:00Z", 60, "2026-03-16T10:00Z"),
        ("2026-03-13T16:00Z", 60, "2026-03-13T17:00Z"),
        ("2026-03-13T20:00Z", 0, "2026-03-13T20:00Z"),
    ],
)
def test_a_promise_falls_due_at_the_earliest_instant_it_can(
    start: str, target: int, due: str
) -> None:
    office = weekdays("09:00-17:00")

    assert office.add_minutes(utc(start), target) == utc(due)


def test_a_hold_is_taken_off_in_business_minutes() -> None:
    office = weekdays("09:00-17:00")

    gross = office.minutes_between(utc("2026-03-16T09:00Z"), utc("2026-03-17T15:00Z"))
    held = office.minutes_between(utc("2026-03-16T11:00Z"), utc("2026-03-17T10:00Z"))

    assert gross == 840
    assert gross - held == 420


def test_time_that_runs_backwards_counts_as_none() -> None:
    office = weekdays("09:00-17:00")

    assert office.minutes_between(utc("2026-03-16T12:00Z"), utc("2026-03-16T11:00Z")) == 0


def test_seconds_count_as_parts_of_a_minute() -> None:
    office = weekdays("09:00-17:00")

    assert office.minutes_between(utc("2026-03-16T09:00:00Z"), utc("2026-03-16T09:00:30Z")) == 0.5


def test_a_night_shift_belongs_to_the_evening_on_which_it_begins() -> None:
    nights = weekdays("22:00-06:00", closed=frozenset({MONDAY}))

    on_monday = nights.minutes_between(utc("2026-03-16T00:00Z"), utc("2026-03-17T00:00Z"))
    on_saturday = nights.minutes_between(utc("2026-03-21T00:00Z"), utc("2026-03-22T00:00Z"))

    assert on_monday == 0
    assert on_saturday == 6 * 60


def test_a_minute_in_two_windows_counts_once() -> None:
    week = ((window("20:00-08:00"), window("06:00-10:00")),) * 7
    calendar = Calendar(zone=ZoneInfo("UTC"), week=week)

    minutes = calendar.minutes_between(utc("2026-03-16T00:00Z"), utc("2026-03-17T00:00Z"))

    assert minutes == 14 * 60


def test_a_lunch_break_stops_the_clock() -> None:
    week = ((window("09:00-12:00"), window("13:00-17:00")),) * 7
    calendar = Calendar(zone=ZoneInfo("UTC"), week=week)

    assert calendar.add_minutes(utc("2026-03-16T11:30Z"), 60) == utc("2026-03-16T13:30Z")
    assert calendar.next_opening(utc("2026-03-16T12:15Z")) == utc("2026-03-16T13:00Z")


def test_an_open_desk_opens_now() -> None:
    office = weekdays("09:00-17:00")
    now = utc("2026-03-16T10:15Z")

    assert office.next_opening(now) == now
    assert office.next_opening(utc("2026-03-20T17:00Z")) == utc("2026-03-23T09:00Z")


def test_a_national_holiday_is_no_working_day() -> None:
    week = ((window("09:00-17:00"),),) * 5 + ((), ())
    bavaria = Calendar(zone=BERLIN, week=week, holiday_code="DE-BY")

    assert not bavaria.is_working_day(date(2026, 1, 6))
    assert bavaria.is_working_day(date(2026, 1, 7))
    assert bavaria.working_day_before(date(2026, 1, 7)) == date(2026, 1, 5)


def test_the_working_day_before_a_monday_is_the_friday() -> None:
    office = weekdays("09:00-17:00", closed=frozenset({date(2026, 3, 13)}))

    assert office.working_day_before(date(2026, 3, 23)) == date(2026, 3, 20)
    assert office.working_day_before(MONDAY) == date(2026, 3, 12)


def test_a_week_that_never_opens_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one of them open"):
        Calendar(zone=BERLIN, week=((),) * 7)


def test_ten_years_are_added_up_in_no_time_worth_speaking_of() -> None:
    office = weekdays("09:00-17:00")

    minutes = office.minutes_between(utc("2016-01-01T00:00Z"), utc("2026-01-01T00:00Z"))

    working_days = sum((date(2016, 1, 1) + timedelta(days=n)).weekday() < 5 for n in range(3653))
    assert minutes == working_days * 480


# Hours are whole, so that every window begins and ends at an unambiguous clock time.
HOURS = st.integers(min_value=0, max_value=23).map(time)
WINDOWS = st.builds(Window, start=HOURS, end=HOURS)
DAYS = st.lists(WINDOWS, max_size=2).map(tuple)
WEEKS = st.lists(DAYS, min_size=7, max_size=7).map(tuple).filter(any)
# The clocks change on both of these Sundays.
CHANGES = st.sampled_from([date(2026, 3, 29), date(2026, 10, 25)])
ZONES = st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata"])


def is_open(calendar: Calendar, at: datetime) -> bool:
    """Ask the clock on the wall, minute by minute: slow, and obviously right."""
    local = at.astimezone(calendar.zone)
    yesterday = local.date() - timedelta(days=1)
    return any(
        _shows(window, local.time(), is_evening_before=day == yesterday)
        for day in (yesterday, local.date())
        for window in calendar.week[day.weekday()]
        if day not in calendar.closed
    )


def _shows(window: Window, clock: time, *, is_evening_before: bool) -> bool:
    overnight = window.end <= window.start
    if is_evening_before:
        return overnight and clock < window.end
    return clock >= window.start and (overnight or clock < window.end)


@settings(max_examples=40)
@given(week=WEEKS, zone=ZONES, change=CHANGES, offset=st.integers(-2000, 500), length=st.data())
def test_open_minutes_are_those_the_clock_on_the_wall_shows(
    week: tuple[tuple[Window, ...], ...],
    zone: str,
    change: date,
    offset: int,
    length: st.DataObject,
) -> None:
    calendar = Calendar(zone=ZoneInfo(zone), week=week, closed=frozenset({change}))
    start = datetime.combine(change, time(), UTC) + offset * MINUTE
    minutes = length.draw(st.integers(0, 3000))

    counted = calendar.minutes_between(start, start + minutes * MINUTE)

    assert counted == sum(is_open(calendar, start + n * MINUTE) for n in range(minutes))


@settings(max_examples=40)
@given(week=WEEKS, zone=ZONES, change=CHANGES, minutes=st.integers(1, 3000))
def test_what_is_added_is_what_has_passed(
    week: tuple[tuple[Window, ...], ...], zone: str, change: date, minutes: int
) -> None:
    calendar = Calendar(zone=ZoneInfo(zone), week=week)
    start = datetime.combine(change, time(1, 30), UTC)

    due = calendar.add_minutes(start, minutes)

    assert calendar.minutes_between(start, due) == minutes
    # One moment earlier the promise would not have been due.
    assert calendar.minutes_between(start, due - MINUTE) == minutes - 1


@given(cuts=st.lists(st.integers(0, 20000), min_size=2, max_size=6).map(sorted))
def test_parts_of_a_span_add_up_to_the_whole(cuts: list[int]) -> None:
    office = weekdays("22:00-06:00", "Europe/Berlin")
    instants = [utc("2026-03-20T00:00Z") + cut * MINUTE for cut in cuts]

    parts = sum(office.minutes_between(*pair) for pair in pairwise(instants))

    assert parts == office.minutes_between(instants[0], instants[-1])
