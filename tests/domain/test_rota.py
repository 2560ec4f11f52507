"""The rota: who is on call, holes in it, and what overlaps."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.domain.calendar import Calendar
from bot.domain.routing.rota import Duty, Rota

BERLIN = ZoneInfo("Europe/Berlin")


def at(day: int, hour: int = 0, *, month: int = 3) -> datetime:
    """Give what the clock on the wall shows; 2 March 2026 is a Monday."""
    return datetime(2026, month, day, hour)  # noqa: DTZ001 - what a wall shows has no zone


def instant(day: int, hour: int = 0, *, month: int = 3) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=BERLIN).astimezone(UTC)


def rota(*duties: Duty) -> Rota:
    return Rota(zone=BERLIN, duties=duties)


WEEKLY = Duty(who="U0ANA", start=at(2, 8), end=at(6, 18), every=1)


def test_a_week_comes_round_again_and_again() -> None:
    planned = rota(WEEKLY)

    assert planned.on_call(instant(4)) == "U0ANA"
    assert planned.on_call(instant(8)) is None
    assert planned.on_call(instant(11)) == "U0ANA"
    assert planned.on_call(instant(2, 7)) is None


def test_the_clock_on_the_wall_counts_when_summer_begins() -> None:
    planned = rota(WEEKLY)

    assert planned.on_call(instant(30, 8)) == "U0ANA"
    assert planned.next_start(instant(28)) == instant(30, 8)


def test_a_dated_duty_stands_in_for_one_that_repeats() -> None:
    planned = rota(WEEKLY, Duty(who="U0BEN", start=at(3), end=at(4)))

    assert planned.on_call(instant(3, 12)) == "U0BEN"
    assert planned.on_call(instant(4, 12)) == "U0ANA"
    assert planned.overlap() is None


def test_two_dated_duties_at_once_are_found() -> None:
    first = Duty(who="U0ANA", start=at(2), end=at(9))
    second = Duty(who="U0BEN", start=at(8), end=at(16))

    assert rota(first, second).overlap() == (0, 1)


def test_two_patterns_that_meet_only_later_are_found() -> None:
    every_other = Duty(who="U0ANA", start=at(2), end=at(9), every=2)
    every_third = Duty(who="U0BEN", start=at(9), end=at(16), every=3)

    assert rota(every_other, every_third).overlap() == (0, 1)


def test_weeks_that_take_turns_do_not_overlap() -> None:
    one = Duty(who="U0ANA", start=at(2), end=at(9), every=2)
    other = Duty(who="U0BEN", start=at(9), end=at(16), every=2)

    assert rota(one, other).overlap() is None
    assert rota(one, other).on_call(instant(24)) == "U0BEN"


def test_a_hole_in_opening_hours_is_found_and_one_at_night_is_not() -> None:
    days = [Duty(who="U0ANA", start=at(day, 8), end=at(day, 20)) for day in (2, 3, 5)]
    office = Calendar.always(BERLIN)

    assert rota(*days[:1]).gap(office, instant(2, 8), instant(2, 20)) is None
    assert rota(*days[:2]).gap(office, instant(2, 8), instant(3, 20)) == instant(2, 20)


def test_a_pattern_ends_when_it_says_so() -> None:
    until = Duty(who="U0ANA", start=at(2), end=at(9), every=1, until=at(9))
    planned = rota(until)

    assert planned.on_call(instant(10)) == "U0ANA"
    assert planned.on_call(instant(17)) is None
    assert planned.next_start(instant(10)) is None
    assert planned.span() == (instant(2), instant(16))
