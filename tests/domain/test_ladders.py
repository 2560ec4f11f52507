"""Working days: of a requester who does not answer, and of an owner who says nothing."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.reminders import (
    Does,
    Done,
    Told,
    look_at,
    schedule,
    take,
)
from bot.domain.request import HoldReason
from tests.domain.reminded import FILED, MINUTE, NINE_TO_FIVE, claimed, desk, held, instants, of
from tests.domain.test_calendar import utc


def test_a_silent_requester_is_chased_warned_and_left_in_peace_by_working_days() -> None:
    friday = utc("2026-03-06T11:00Z")

    ladder = of("waiting", schedule(held(friday), desk()))

    assert [(step.does, step.at) for step in ladder] == [
        (Does.CHASE, utc("2026-03-10T11:00Z")),
        (Does.WARN, utc("2026-03-12T11:00Z")),
        (Does.CLOSE, utc("2026-03-16T11:00Z")),
    ]


def test_auto_close_never_closes_what_the_team_owes() -> None:
    """The complaint clonemeagain/plugin-autocloser#4."""
    owed = held(owed_since=FILED + MINUTE)

    assert of("waiting", schedule(owed, desk())) == []
    assert of("waiting", schedule(held(hold_reason=HoldReason.VENDOR), desk())) == []


def test_the_days_of_a_hold_count_from_its_beginning_and_not_from_any_touch() -> None:
    """The complaint osTicket PR#6445: an overdue flag had moved the time stamp."""
    touched = held(last_event_at=FILED + timedelta(days=3), events=9)

    assert instants("waiting", touched, desk()) == instants("waiting", held(), desk())


def test_the_next_step_counts_from_when_the_one_before_was_really_sent() -> None:
    steps = schedule(held(), desk())
    ladder = of("waiting", steps)
    late = utc("2026-03-12T09:00Z")

    unsent = take(steps, {ladder[0].key: Done()}, NINE_TO_FIVE, late)
    left = look_at(ladder, {ladder[0].key: Done(sent_at=late)}, NINE_TO_FIVE)

    assert of("waiting", unsent.send) == []
    assert left == utc("2026-03-16T09:00Z")


def test_after_a_week_of_silence_a_process_asks_before_it_closes() -> None:
    taken = take(schedule(held(), desk()), {}, NINE_TO_FIVE, FILED + timedelta(days=14))

    assert [step.does for step in of("waiting", taken.send)] == [Does.CHASE]


def test_a_forgotten_request_reaches_its_owner_and_then_the_lead() -> None:
    """The complaint chatwoot#6889."""
    ladder = of("silent", schedule(claimed(), desk()))

    assert [(step.key.step, step.tells) for step in ladder] == [
        (3, frozenset({Told.OWNER})),
        (5, frozenset({Told.LEAD})),
    ]
    assert ladder[0].at == utc("2026-03-06T09:00Z")


def test_a_new_owner_has_his_own_time_to_say_something() -> None:
    since = utc("2026-03-05T09:00Z")

    assert instants("silent", claimed(owner_since=since), desk())[0] == utc("2026-03-10T09:00Z")


def test_the_days_of_a_hold_are_nobodys_silence() -> None:
    back = claimed(held_minutes=480)

    assert instants("silent", back, desk())[0] == utc("2026-03-09T09:00Z")
