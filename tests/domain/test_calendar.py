from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.calendar import Calendar
from bot.domain.hours import Hours, OwnDays, Window

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = date(2026, 3, 16)


def window(hours: str) -> Window:
    start, end = (time.fromisoformat(part) for part in hours.split("-"))
    return Window(start=start, end=end)


def weekdays(hours: str, zone: str = "UTC", closed: frozenset[date] = frozenset()) -> Calendar:
    week = ((window(hours),),) * 5 + ((), ())
    return weekly(*week, zone=zone, own=OwnDays(closed=closed))


def weekly(*week: tuple[Window, ...], zone: str = "UTC", own: OwnDays | None = None) -> Calendar:
    return Calendar(zone=ZoneInfo(zone), versions=(Hours(week=week),), own=own or OwnDays())


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
    calendar = weekly(*week)

    minutes = calendar.minutes_between(utc("2026-03-16T00:00Z"), utc("2026-03-17T00:00Z"))

    assert minutes == 14 * 60


def test_a_lunch_break_stops_the_clock() -> None:
    week = ((window("09:00-12:00"), window("13:00-17:00")),) * 7
    calendar = weekly(*week)

    assert calendar.add_minutes(utc("2026-03-16T11:30Z"), 60) == utc("2026-03-16T13:30Z")
    assert calendar.next_opening(utc("2026-03-16T12:15Z")) == utc("2026-03-16T13:00Z")


def test_an_open_desk_opens_now() -> None:
    office = weekdays("09:00-17:00")
    now = utc("2026-03-16T10:15Z")

    assert office.next_opening(now) == now
    assert office.next_opening(utc("2026-03-20T17:00Z")) == utc("2026-03-23T09:00Z")


def test_a_national_holiday_is_no_working_day() -> None:
    week = ((window("09:00-17:00"),),) * 5 + ((), ())
    bavaria = Calendar(zone=BERLIN, versions=(Hours(week=week, holiday_code="DE-BY"),))

    assert not bavaria.is_working_day(date(2026, 1, 6))
    assert bavaria.is_working_day(date(2026, 1, 7))
    assert bavaria.working_day_before(date(2026, 1, 7)) == date(2026, 1, 5)


def test_the_working_day_before_a_monday_is_the_friday() -> None:
    office = weekdays("09:00-17:00", closed=frozenset({date(2026, 3, 13)}))

    assert office.working_day_before(date(2026, 3, 23)) == date(2026, 3, 20)
    assert office.working_day_before(MONDAY) == date(2026, 3, 12)


def test_a_week_that_never_opens_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one of them open"):
        Hours(week=((),) * 7)


def test_ten_years_are_added_up_in_no_time_worth_speaking_of() -> None:
    office = weekdays("09:00-17:00")

    minutes = office.minutes_between(utc("2016-01-01T00:00Z"), utc("2026-01-01T00:00Z"))

    working_days = sum((date(2016, 1, 1) + timedelta(days=n)).weekday() < 5 for n in range(3653))
    assert minutes == working_days * 480


def test_a_night_of_friday_lasts_into_saturday() -> None:
    friday = (window("22:00-06:00"),)
    nights = weekly((), (), (), (), friday, (), ())

    assert nights.add_minutes(utc("2026-03-20T12:00Z"), 480) == utc("2026-03-21T06:00Z")
    assert not nights.is_working_day(date(2026, 3, 21))


def test_a_half_day_ends_early_and_a_closed_day_does_not_begin() -> None:
    own = OwnDays(closed=frozenset({date(2026, 12, 31)}), half={date(2026, 12, 24): time(12)})
    office = weekly(*((window("09:00-17:00"),),) * 7, own=own)

    half = office.minutes_between(utc("2026-12-24T00:00Z"), utc("2026-12-25T00:00Z"))
    closed = office.minutes_between(utc("2026-12-31T00:00Z"), utc("2027-01-01T00:00Z"))

    assert (half, closed) == (180, 0)


def test_a_day_that_is_opened_is_open_though_it_is_a_holiday() -> None:
    new_year = date(2026, 1, 1)
    hours = Hours(week=((window("09:00-17:00"),),) * 7, holiday_code="DE")
    own = OwnDays(opened={new_year: (window("10:00-14:00"),)})
    office = Calendar(zone=BERLIN, versions=(hours,), own=own)

    assert office.is_working_day(new_year)
    assert office.next_opening(utc("2026-01-01T00:00Z")) == utc("2026-01-01T10:00+01:00")


def test_later_hours_leave_what_was_before_as_it_was() -> None:
    before = Hours(week=((window("09:00-17:00"),),) * 7)
    after = Hours(week=((window("10:00-12:00"),),) * 7, since=MONDAY)
    office = Calendar(zone=ZoneInfo("UTC"), versions=(before, after))

    sunday = office.minutes_between(utc("2026-03-15T00:00Z"), utc("2026-03-16T00:00Z"))
    monday = office.minutes_between(utc("2026-03-16T00:00Z"), utc("2026-03-17T00:00Z"))

    assert (sunday, monday) == (480, 120)
    assert office.in_force(MONDAY) is after


@pytest.mark.parametrize("second", [date(2026, 3, 16), date(2026, 3, 15)])
def test_hours_that_do_not_follow_one_another_are_refused(second: date) -> None:
    week = ((window("09:00-17:00"),),) * 7
    hours = [Hours(week=week, since=since) for since in (date.min, date(2026, 3, 16), second)]

    with pytest.raises(ValueError, match="since a later day"):
        Calendar(zone=BERLIN, versions=tuple(hours))


def test_what_is_open_is_told_across_the_turn_of_the_year() -> None:
    office = weekly(*((window("22:00-06:00"),),) * 7)

    spans = list(office.spans(utc("2026-12-31T21:00Z"), utc("2027-01-01T05:00Z")))

    assert spans[0][0] == utc("2026-12-31T22:00Z")
    assert spans[-1][1] == utc("2027-01-01T05:00Z")
    assert sum((end - start for start, end in spans), timedelta()) == timedelta(hours=7)


def test_a_calendar_forgets_years_before_it_knows_too_many() -> None:
    office = weekdays("09:00-17:00")

    twice = {
        office.minutes_between(utc("1900-01-01T00:00Z"), utc("2026-01-01T00:00Z")) for _ in range(2)
    }

    assert len(twice) == 1
