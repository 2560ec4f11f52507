"""What people are told about a desk is what its settings say."""

from __future__ import annotations

from datetime import date, time
from zoneinfo import ZoneInfo

import pytest

from bot.domain.calendar import Calendar
from bot.domain.desk import DEFAULT_PROMISES, Promise, Relay
from bot.domain.home import Guide
from bot.domain.hours import Hours, OwnDays, Window
from bot.domain.request import Priority
from handlers.views.how_it_works import duration, how_it_works, opening
from tests.handlers.views.cast import ALICE, MONA, NASTY, THEO, desk, person
from tests.handlers.views.reading import assert_sound_message, on_screen

TODAY = date(2026, 3, 16)


def told(guide: Guide) -> str:
    return on_screen(how_it_works(guide))


def calendar(week: dict[int, tuple[tuple[int, int], ...]]) -> Calendar:
    days = [
        tuple(Window(start=time(start), end=time(end % 24)) for start, end in week.get(day, ()))
        for day in range(7)
    ]
    return Calendar(zone=ZoneInfo("Europe/Berlin"), versions=(Hours(week=tuple(days)),))


@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
def test_it_is_sound_whatever_a_desk_and_its_people_are_called(text: str) -> None:
    guide = Guide(today=TODAY, desk=desk(name=text), leads=(person(text),), liaison=person(text))

    assert_sound_message(how_it_works(guide))


def test_other_promises_are_told_as_they_are() -> None:
    promises = {**DEFAULT_PROMISES, Priority.P1: Promise(response=5, resolution=90)}

    before = told(Guide(today=TODAY, desk=desk(), leads=()))
    after = told(Guide(today=TODAY, desk=desk(promises=promises), leads=()))

    assert "a person answers within 15 minutes, and it is solved within 4 hours" in before
    assert "a person answers within 5 minutes, and it is solved within 1 hour 30 minutes" in after


def test_other_habits_are_told_as_they_are() -> None:
    habits = desk(
        close_after_days=1, survey_after=120, survey_expires_days=3, relay=Relay.TECHNICIANS
    )

    shown = told(Guide(today=TODAY, desk=habits, leads=()))

    assert "For 1 day you can reopen it" in shown
    assert "we ask you once, 2 hours of opening time later, how satisfied you are" in shown
    assert "after 3 days the question is gone" in shown
    assert "the team answers you" in shown


@pytest.mark.parametrize(
    ("week", "said"),
    [
        (dict.fromkeys(range(5), ((9, 17),)), "Open Monday to Friday 09:00 to 17:00"),
        (
            {**dict.fromkeys(range(4), ((8, 12), (13, 18))), 4: ((8, 14),), 6: ((10, 12),)},
            (
                "Open Monday to Thursday 08:00 to 12:00 and 13:00 to 18:00, "
                "Friday 08:00 to 14:00, Sunday 10:00 to 12:00"
            ),
        ),
        (dict.fromkeys(range(7), ((0, 24),)), "Open around the clock"),
        ({5: ((20, 24),)}, "Open Saturday 20:00 to 24:00"),
    ],
)
def test_opening_hours_are_told_in_words(
    week: dict[int, tuple[tuple[int, int], ...]], said: str
) -> None:
    assert opening(calendar(week).in_force(TODAY)) == said


def test_the_next_closed_days_and_the_zone_are_told() -> None:
    hours = calendar({0: ((9, 17),)})
    closed = (date(2026, 4, 6), date(2026, 5, 25))

    shown = told(Guide(today=TODAY, desk=desk(calendar=hours), leads=(), closed=closed))

    assert "(time in Europe/Berlin). Closed on Monday 6 April, Monday 25 May." in shown


def test_a_closed_day_is_a_day_of_the_week_that_is_free() -> None:
    hours = Calendar(
        zone=ZoneInfo("UTC"),
        versions=calendar({0: ((9, 17),)}).versions,
        own=OwnDays(closed=frozenset({date(2026, 4, 6), date(2026, 4, 7)})),
    )

    assert hours.closed_days(date(2026, 4, 1), days=10) == (date(2026, 4, 6),)
    assert hours.closed_days(date(2026, 4, 1), days=5) == ()


def test_whom_to_ask_is_told() -> None:
    several = told(Guide(today=TODAY, desk=desk(), leads=(MONA, THEO, ALICE)))
    nobody = told(Guide(today=TODAY, desk=desk(), leads=()))

    assert "<@U0MONA>, <@U0THEO> and <@U0ALICE> lead the desk. If something went wrong" in several
    assert "the whole team reads it" in nobody


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(0, "0 minutes"), (1, "1 minute"), (60, "1 hour"), (90, "1 hour 30 minutes")],
)
def test_a_duration_is_told_in_hours_and_minutes(minutes: int, said: str) -> None:
    assert duration(minutes) == said
