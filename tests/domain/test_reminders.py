"""When somebody is reminded, by the clock of the desk."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Final

import pytest

from bot.domain.calendar import Calendar
from bot.domain.desk import Desk, Promise
from bot.domain.hours import Hours, OwnDays
from bot.domain.reminders import (
    Chain,
    ChainStep,
    Done,
    Key,
    Told,
    Warnings,
    When,
    first_look,
    look_at,
    schedule,
    take,
)
from bot.domain.request import Priority, Request, State
from tests.domain.reminded import (
    FILED,
    MINUTE,
    NINE_TO_FIVE,
    claimed,
    desk,
    held,
    instants,
    of,
    request,
)
from tests.domain.test_calendar import utc, weekdays, window

STEPS: Final = (
    ChainStep(after=30, tell=Told.ON_CALL),
    ChainStep(after=60, tell=Told.LEAD),
    ChainStep(after=90, escalate="tier2"),
)


def due_at(now: datetime, of_request: Request, at: Desk) -> list[tuple[str, int]]:
    taken = take(schedule(of_request, at), {}, at.calendar, now)
    return [(step.key.ladder, step.key.step) for step in taken.send]


@pytest.mark.parametrize(("passed", "warned"), [(74, 50), (75, 75), (76, 75), (99, 75), (100, 100)])
def test_a_warning_comes_when_its_part_of_the_time_has_passed(passed: int, warned: int) -> None:
    now = FILED + passed * MINUTE

    assert due_at(now, request(), desk()) == [("response", warned)]


def test_a_minute_before_the_first_part_of_the_time_nobody_is_warned() -> None:
    assert due_at(FILED + 49 * MINUTE, request(), desk()) == []


@pytest.mark.parametrize(
    ("calendar", "filed", "at"),
    [
        (NINE_TO_FIVE, "2026-03-03T16:30Z", "2026-03-04T09:45Z"),
        (NINE_TO_FIVE, "2026-03-06T16:30Z", "2026-03-09T09:45Z"),
        (NINE_TO_FIVE, "2026-03-03T15:45Z", "2026-03-04T09:00Z"),
        (
            weekdays("09:00-17:00", closed=frozenset({date(2026, 3, 4)})),
            "2026-03-03T16:30Z",
            "2026-03-05T09:45Z",
        ),
        (
            weekdays("09:00-17:00", "Europe/Berlin"),
            "2026-03-27T16:30+01:00",
            "2026-03-30T09:45+02:00",
        ),
    ],
    ids=["night", "weekend", "exactly at the end of the day", "holiday", "summer time"],
)
def test_no_alert_comes_outside_of_working_hours(calendar: Calendar, filed: str, at: str) -> None:
    """The complaint zammad#4432."""
    warned = instants("response", request(utc(filed)), desk(calendar))[1]

    assert warned == utc(at)


def test_a_lunch_moves_a_warning_on() -> None:
    week = ((window("09:00-12:00"), window("13:00-17:00")),) * 5 + ((), ())
    calendar = Calendar(zone=NINE_TO_FIVE.zone, versions=(Hours(week=week),), own=OwnDays())

    warned = instants("response", request(utc("2026-03-03T11:30Z")), desk(calendar))

    assert warned[1] == utc("2026-03-03T13:45Z")


def test_an_escalation_fires_at_ten_and_not_at_midnight() -> None:
    """The complaint GLPI PR#22678."""
    chain = Chain(when=When.UNCLAIMED, steps=(ChainStep(after=120, escalate="tier2"),))
    filed = request(utc("2026-03-03T16:00Z"))

    assert instants("chain:unclaimed", filed, desk(chains=(chain,))) == [utc("2026-03-04T10:00Z")]


def test_a_hold_moves_the_warnings_about_the_solution_on() -> None:
    before = instants("resolution", claimed(), desk())
    after = instants("resolution", claimed(held_minutes=60), desk())

    assert after[0] - before[0] == 60 * MINUTE


def test_while_a_hold_lasts_nobody_is_warned_about_the_solution() -> None:
    assert instants("resolution", held(), desk()) == []


def test_a_request_that_becomes_urgent_late_is_warned_about_once() -> None:
    urgent = replace(
        desk(), promises={**desk().promises, Priority.P1: Promise(response=10, resolution=1000)}
    )
    now = FILED + 9 * MINUTE

    taken = take(schedule(request(priority=Priority.P1), urgent), {}, urgent.calendar, now)

    assert [step.key.step for step in taken.send] == [75]
    assert [step.key.step for step in taken.passed] == [50]


def test_a_step_that_was_taken_is_not_taken_again() -> None:
    steps = schedule(request(), desk())
    done = {steps[1].key: Done()}

    taken = take(steps, done, NINE_TO_FIVE, FILED + 80 * MINUTE)

    assert taken.send == ()
    assert taken.passed == ()
    assert look_at(steps, done, NINE_TO_FIVE) == FILED + 100 * MINUTE


def test_an_answered_request_warns_about_the_solution_alone() -> None:
    assert {step.key.ladder for step in schedule(claimed(), desk())} == {"resolution", "silent"}


def test_a_request_that_has_ended_reminds_nobody() -> None:
    over = claimed(state=State.RESOLVED, ended_at=FILED)

    assert schedule(over, desk()) == ()
    assert first_look(over, desk()) is None


def test_who_hears_of_a_warning_is_a_habit_of_the_desk() -> None:
    own = Warnings(at=(80, 100), tell={80: frozenset({Told.LEAD})})

    warned = of("response", schedule(request(), desk(warnings=own)))

    assert [step.tells for step in warned] == [
        frozenset({Told.LEAD}),
        frozenset({Told.OWNER, Told.LEAD}),
    ]


def test_a_chain_goes_on_until_somebody_claims_the_request() -> None:
    own = desk(chains=(Chain(when=When.UNCLAIMED, steps=STEPS),))

    assert instants("chain:unclaimed", request(), own) == [
        FILED + minutes * MINUTE for minutes in (30, 60, 90)
    ]
    assert instants("chain:unclaimed", claimed(), own) == []


def test_a_released_request_begins_its_chain_anew() -> None:
    own = desk(chains=(Chain(when=When.UNCLAIMED, steps=STEPS),))
    released = request(owner_since=FILED + 45 * MINUTE)

    assert instants("chain:unclaimed", released, own)[0] == FILED + 75 * MINUTE


def test_a_chain_for_a_priority_takes_the_place_of_the_one_for_all() -> None:
    quick = Chain(
        when=When.UNCLAIMED, priority=Priority.P1, steps=(ChainStep(after=5, tell=Told.LEAD),)
    )
    own = desk(chains=(Chain(when=When.UNCLAIMED, steps=STEPS), quick))

    urgent = instants("chain:unclaimed", request(priority=Priority.P1), own)

    assert urgent == [FILED + 5 * MINUTE]
    assert len(instants("chain:unclaimed", request(), own)) == len(STEPS)


def test_a_reopened_request_has_a_chain_until_the_desk_answers() -> None:
    own = desk(chains=(Chain(when=When.REOPENED, steps=STEPS),))
    again = claimed(reopened_at=FILED + 10 * MINUTE, reopens=1)

    assert instants("chain:reopened", again, own)[0] == FILED + 40 * MINUTE
    assert instants("chain:reopened", replace(again, heard_at=FILED + 20 * MINUTE), own) == []


def test_a_requester_who_waits_has_a_chain_until_he_hears_something() -> None:
    own = desk(chains=(Chain(when=When.WAITING_FOR_US, steps=STEPS),))

    asked = claimed(owed_since=FILED + 10 * MINUTE)

    assert instants("chain:waiting_for_us", asked, own)[0] == FILED + 40 * MINUTE
    assert instants("chain:waiting_for_us", claimed(), own) == []


def test_a_late_request_has_a_chain_that_counts_from_its_first_due_time() -> None:
    own = desk(chains=(Chain(when=When.LATE, steps=STEPS),))

    assert instants("chain:late", request(), own)[0] == FILED + 130 * MINUTE


def test_another_target_makes_another_cycle_and_the_old_one_comes_back() -> None:
    keys = [schedule(request(), one)[0].key for one in (desk(), _hasty(), desk())]

    assert keys[0] == keys[2]
    assert keys[1] == Key("response", f"{int(FILED.timestamp())}/10", 50)


def _hasty() -> Desk:
    return replace(desk(), promises=dict.fromkeys(Priority, Promise(response=10, resolution=20)))
