"""What people complain about in the clocks of other desks, one test for each complaint.

The numbers are those of the complaints in the order in which they were collected: 14 to 18 are
about the clock, 20 is about waiting, and 21 about reports.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.domain.calendar import Calendar
from bot.domain.desk import DEFAULT_PROMISES, Desk, Promise
from bot.domain.events import Actor, ActorKind, Event, EventKind
from bot.domain.history import Account
from bot.domain.hours import Hours, OwnDays, Window
from bot.domain.kpis import KPIS
from bot.domain.ledger import Ledger, Outcome, ledgers
from bot.domain.request import Priority, Request
from bot.domain.segments import Why
from bot.domain.sla import Clock
from bot.domain.steps import filed as as_filed
from tests.domain import stories
from tests.domain.stories import (
    NINE_TO_FIVE,
    OFFICE,
    claimed,
    filed,
    held,
    on,
    reopened,
    replied,
    resolved,
    resumed,
    spoke,
    story,
    told_in,
)

PROMISE = Promise(response=60, resolution=480, next_response=30, update=240)
DESK = Desk(
    key="it",
    name="IT",
    team_channel="C04TEAM",
    calendar=OFFICE,
    promises={**DEFAULT_PROMISES, Priority.P3: PROMISE},
)
BERLIN = ZoneInfo("Europe/Berlin")


def kept(*events: Event, now: datetime, desk: Desk = DESK) -> tuple[Ledger, ...]:
    bare = Request(id=1, number=1, desk_key="it", requester_id=1, created_at=events[0].at)
    return ledgers(as_filed(bare, events), events, desk, now)


def clock(which: Clock, *events: Event, now: datetime, desk: Desk = DESK) -> Ledger:
    of_kind = [ledger for ledger in kept(*events, now=now, desk=desk) if ledger.clock is which]
    return of_kind[-1]


def open_on(*windows: tuple[str, str], zone: ZoneInfo = OFFICE.zone) -> Calendar:
    day = tuple(
        Window(start=time.fromisoformat(start), end=time.fromisoformat(end))
        for start, end in windows
    )
    return Calendar(zone=zone, versions=(Hours(week=(day,) * 7),))


# 14. The clock runs at night, at the weekend, on a holiday.


def test_14_the_clock_ran_at_night() -> None:
    assert clock(Clock.RESOLUTION, filed(on(16, "16:30")), now=on(17, "09:30")).minutes == 60


def test_14_the_clock_ran_at_the_weekend() -> None:
    assert clock(Clock.RESOLUTION, filed(on(13, "16:00")), now=on(16, "16:00")).minutes == 480


def test_14_the_clock_ran_on_a_holiday() -> None:
    own = OwnDays(closed=frozenset({date(2026, 3, 17)}))
    shut = replace(DESK, calendar=Calendar(zone=OFFICE.zone, versions=(NINE_TO_FIVE,), own=own))

    ledger = clock(Clock.RESOLUTION, filed(on(16, "16:00")), now=on(18, "10:00"), desk=shut)

    assert ledger.minutes == 120


def test_14_public_holidays_of_the_country_were_unknown() -> None:
    week = replace(NINE_TO_FIVE, holiday_code="DE-BY")
    bavarian = Calendar(zone=BERLIN, versions=(week,))

    assert not bavarian.is_working_day(date(2026, 1, 6))
    assert bavarian.is_working_day(date(2026, 1, 7))


# 15. The time of a hold and holidays were put together in the wrong way.


def test_15_a_hold_over_a_weekend_put_the_solution_off_by_the_weekend_too() -> None:
    events = (
        filed(on(13, "10:00")),
        held(on(13, "16:00"), "requester"),
        resumed(on(16, "10:00"), minutes=120),
    )

    ledger = clock(Clock.RESOLUTION, *events, now=on(16, "11:00"))

    # Two open hours of hold, and not the 66 that the clock on the wall shows.
    assert (ledger.due, ledger.minutes) == (on(16, "12:00"), 420)


def test_15_the_hold_was_added_to_the_instant_of_filing() -> None:
    """Whoever files at noon and waits from 13:00 to 15:00 has used one hour when it goes on."""
    events = (
        filed(on(16, "12:00")),
        held(on(16, "13:00"), "requester"),
        resumed(on(16, "15:00"), minutes=120),
    )

    assert clock(Clock.RESOLUTION, *events, now=on(16, "15:00")).minutes == 60


def test_15_two_holds_one_after_the_other_counted_as_one() -> None:
    events = (
        filed(on(16, "09:00")),
        held(on(16, "10:00"), "requester"),
        resumed(on(16, "11:00"), minutes=60),
        held(on(16, "12:00"), "approval"),
        resumed(on(16, "14:00"), minutes=120),
    )

    ledger = clock(Clock.RESOLUTION, *events, now=on(16, "15:00"))

    assert (ledger.minutes, ledger.due) == (180, on(17, "12:00"))


# 16. Breaks, several windows a day, midnight.


def test_16_lunch_counted() -> None:
    lunch = open_on(("09:00", "12:00"), ("13:00", "17:00"))

    assert lunch.minutes_between(on(16, "11:30"), on(16, "13:30")) == 60
    assert lunch.add_minutes(on(16, "11:30"), 45) == on(16, "13:15")


def test_16_what_was_due_at_ten_escalated_at_midnight() -> None:
    """One hour promised at 16:30: the night has no minutes, so that nothing is due in it."""
    assert OFFICE.add_minutes(on(16, "16:00"), 120) == on(17, "10:00")
    assert OFFICE.next_opening(on(17, "00:00")) == on(17, "09:00")


def test_16_round_the_clock_was_closed_for_a_minute_at_midnight() -> None:
    always = Calendar.always(BERLIN)
    night = on(16, "22:30"), on(17, "00:30")

    assert always.minutes_between(*night) == 120
    assert list(always.spans(*night)) == [night]


def test_16_a_night_shift_ended_at_midnight() -> None:
    nights = open_on(("22:00", "06:00"))

    assert nights.minutes_between(on(16, "21:00"), on(17, "09:00")) == 480


# 17. Time zones, and the days on which the clocks change.


def test_17_a_request_was_late_when_it_was_filed() -> None:
    """Half past eleven in New York is half past four in Berlin, where half an hour is left."""
    berlin = replace(DESK, calendar=Calendar(zone=BERLIN, versions=(NINE_TO_FIVE,)))
    filed_at = datetime(2026, 3, 16, 11, 30, tzinfo=ZoneInfo("America/New_York")).astimezone(UTC)
    tomorrow = datetime(2026, 3, 17, 9, 30, tzinfo=BERLIN)

    ledger = clock(Clock.RESPONSE, filed(filed_at), now=filed_at, desk=berlin)

    assert (ledger.outcome, ledger.due) == (Outcome.RUNNING, tomorrow)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-03-27T16:30+01:00", "2026-03-30T09:30+02:00"),
        ("2026-10-23T16:30+02:00", "2026-10-26T09:30+01:00"),
    ],
)
def test_17_the_hours_moved_when_the_clocks_changed(start: str, end: str) -> None:
    berlin = Calendar(zone=BERLIN, versions=(NINE_TO_FIVE,))
    first, last = (datetime.fromisoformat(text).astimezone(UTC) for text in (start, end))

    assert berlin.minutes_between(first, last) == 60
    assert berlin.add_minutes(first, 60) == last


def test_17_the_past_was_counted_by_the_offset_of_today() -> None:
    """Nine o'clock in Berlin is eight in UTC in winter, and seven in summer."""
    berlin = Calendar(zone=BERLIN, versions=(NINE_TO_FIVE,))
    days = [datetime(2026, month, 15, tzinfo=UTC) for month in (1, 7)]

    assert [berlin.next_opening(day).hour for day in days] == [8, 7]


def test_17_a_day_of_23_hours_had_24() -> None:
    around = Calendar.always(BERLIN)
    midnight = datetime(2026, 3, 29, tzinfo=BERLIN), datetime(2026, 3, 30, tzinfo=BERLIN)

    assert around.minutes_between(*(at.astimezone(UTC) for at in midnight)) == 23 * 60


# 18. Which event starts and stops which clock.


def test_18_the_promise_of_news_overruled_that_of_the_first_answer() -> None:
    events = (filed(on(16, "09:00")),)

    books = {ledger.clock: ledger.due for ledger in kept(*events, now=on(16, "09:10"))}

    assert books[Clock.RESPONSE] == on(16, "10:00")
    assert books[Clock.UPDATE] == on(16, "13:00")


def test_18_a_claim_or_a_word_of_the_bot_stopped_the_clock_of_the_answer() -> None:
    bot = Actor(person_id=None, kind=ActorKind.BOT)
    greeting = Event(kind=EventKind.HUMAN_REPLY, at=on(16, "09:01"), actor=bot)
    events = (filed(on(16, "09:00")), claimed(on(16, "09:05")))

    assert clock(Clock.RESPONSE, *events, now=on(16, "09:30")).outcome is Outcome.RUNNING
    assert story(filed(on(16, "09:00")), greeting).first_reply is None


def test_18_a_further_question_did_not_start_a_clock_again() -> None:
    events = (filed(on(16, "09:00")), replied(on(16, "09:10")), spoke(on(16, "11:00")))

    ledger = clock(Clock.NEXT_RESPONSE, *events, now=on(16, "11:10"))

    assert (ledger.start, ledger.due) == (on(16, "11:00"), on(16, "11:30"))


def test_18_a_reopened_request_was_late_for_the_time_it_stood_solved() -> None:
    events = (
        filed(on(16, "09:00")),
        resolved(on(16, "11:00")),
        reopened(on(18, "11:00"), minutes=960),
    )

    ledger = clock(Clock.RESOLUTION, *events, now=on(18, "12:00"))

    assert (ledger.minutes, ledger.due) == (180, on(18, "17:00"))


def test_18_a_new_priority_made_a_miss_a_success() -> None:
    events = (filed(on(16, "09:00")), stories.revalued(on(17, "12:00"), "P3", "P4"))

    ledger = clock(Clock.RESOLUTION, *events, now=on(17, "13:00"))

    assert (ledger.outcome, ledger.decided_at) == (Outcome.MISSED, on(16, "17:00"))


# 20. Waiting for somebody else.


def test_20_what_waits_for_the_requester_ran_on() -> None:
    events = (filed(on(16, "09:00")), held(on(16, "10:00"), "requester"))

    ledger = clock(Clock.RESOLUTION, *events, now=on(17, "10:00"))

    assert (ledger.outcome, ledger.minutes) == (Outcome.PAUSED, 60)
    assert ledger.segments[-1].why is Why.REQUESTER


def test_20_waiting_for_a_vendor_hid_a_broken_promise() -> None:
    events = (filed(on(16, "09:00")), held(on(16, "10:00"), "vendor"))

    assert clock(Clock.RESOLUTION, *events, now=on(18)).outcome is Outcome.MISSED


# 21. Reports that do not match.


def figure_of(kpi: str, *events: Event, desk: Desk = DESK) -> tuple[int | None, int]:
    period = told_in(16, 20, []).period
    account = Account(history=story(*events), ledgers=kept(*events, now=period.end, desk=desk))
    figure = KPIS[kpi].compute(stories.replaced(told_in(16, 20, []), accounts=[account]))
    return figure.numerator, figure.n


def test_21_the_report_knew_no_opening_hours() -> None:
    history = story(filed(on(16, "16:30")), replied(on(17, "09:10")))

    figure = KPIS["first_response_time"].compute(told_in(17, 17, [history]))

    assert figure.value == 40


def test_21_messages_of_the_bot_counted_as_answers() -> None:
    bot = Actor(person_id=None, kind=ActorKind.BOT)
    greeting = Event(kind=EventKind.HUMAN_REPLY, at=on(16, "09:01"), actor=bot)
    history = story(filed(on(16, "09:00")), greeting, replied(on(16, "09:40")))

    figure = KPIS["first_response_time"].compute(told_in(16, 16, [history]))

    assert figure.value == 40


def test_21_only_the_latest_hours_were_used_for_the_past() -> None:
    longer = replace(open_on(("00:00", "00:00")).versions[0], since=date(2026, 3, 18))
    grown = Calendar(zone=OFFICE.zone, versions=(NINE_TO_FIVE, longer))
    history = story(filed(on(16, "16:30")), replied(on(17, "09:10")))

    figure = KPIS["first_response_time"].compute(
        stories.replaced(told_in(17, 17, [history]), calendar=grown)
    )

    assert figure.value == 40


def test_21_figures_of_the_past_changed_with_the_settings() -> None:
    told = {"respond_by": on(16, "10:00").isoformat()}
    events = (filed(on(16, "09:00")), replied(on(16, "09:50"), stories.THEO, **told))
    strict = replace(DESK, promises=dict.fromkeys(Priority, Promise(response=5, resolution=10)))

    assert figure_of("response_attainment", *events) == (1, 1)
    assert figure_of("response_attainment", *events, desk=strict) == (1, 1)


def test_21_the_list_and_the_report_told_different_due_times() -> None:
    """What `why` writes out adds up to what the due instant was computed from."""
    events = (
        filed(on(13, "16:00")),
        held(on(16, "10:00"), "requester"),
        resumed(on(16, "11:00"), minutes=60),
    )

    ledger = clock(Clock.RESOLUTION, *events, now=on(16, "12:00"))

    assert ledger.due is not None
    left = OFFICE.minutes_between(on(16, "12:00"), ledger.due)
    assert ledger.minutes + left == ledger.target
