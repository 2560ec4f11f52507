"""What the ledger says of a promise: the golden cases of measurement, and what moves a clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.calendar import Calendar
from bot.domain.desk import DEFAULT_PROMISES, Desk, Promise
from bot.domain.ledger import Ledger, Outcome, ledgers
from bot.domain.request import Priority, Request
from bot.domain.segments import Why
from bot.domain.sla import Clock
from bot.domain.statistics import wilson
from bot.domain.steps import filed
from tests.domain import stories
from tests.domain.stories import OFFICE, cancelled, held, on, reopened, replied, resolved, resumed

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.events import Event

PROMISE = Promise(response=60, resolution=480, next_response=30, update=240)
SHOP = Desk(
    key="it",
    name="IT",
    team_channel="C04TEAM",
    calendar=OFFICE,
    promises=dict.fromkeys(Priority, PROMISE),
)
ROUND_THE_CLOCK = Desk(
    key="it",
    name="IT",
    team_channel="C04TEAM",
    calendar=Calendar.always(),
    promises={**DEFAULT_PROMISES, Priority.P3: PROMISE},
)


def kept(*events: Event, now: datetime, desk: Desk = SHOP) -> tuple[Ledger, ...]:
    bare = Request(
        id=1, number=1, desk_key="it", requester_id=stories.ALICE, created_at=events[0].at
    )
    return ledgers(filed(bare, events), events, desk, now)


def of(clock: Clock, *events: Event, now: datetime, desk: Desk = SHOP) -> list[Ledger]:
    return [ledger for ledger in kept(*events, now=now, desk=desk) if ledger.clock is clock]


def test_a_weekend_is_told_as_closed_and_eight_hours_count() -> None:
    """From Friday 16:00 to Monday 16:00 are eight hours at a desk that is open nine to five."""
    friday, monday = on(13, "16:00"), on(16, "16:00")

    (ledger,) = of(Clock.RESOLUTION, stories.filed(friday), resolved(monday), now=on(17))

    assert (ledger.minutes, ledger.outcome, ledger.decided_at) == (480, Outcome.KEPT, monday)
    assert ledger.due == monday
    assert [(segment.why, segment.minutes) for segment in ledger.segments] == [
        (Why.OPEN, 60),
        (Why.CLOSED, 0),
        (Why.OPEN, 420),
    ]


def test_a_hold_for_the_requester_is_left_out_of_840_minutes() -> None:
    events = (
        stories.filed(on(16, "09:00")),
        held(on(16, "11:00"), "requester"),
        resumed(on(17, "10:00")),
        resolved(on(17, "15:00")),
    )

    (ledger,) = of(Clock.RESOLUTION, *events, now=on(18))

    assert OFFICE.minutes_between(on(16, "09:00"), on(17, "15:00")) == 840
    assert ledger.minutes == 420
    assert [segment.why for segment in ledger.segments] == [Why.OPEN, Why.REQUESTER, Why.OPEN]


def test_waiting_for_a_vendor_counts() -> None:
    events = (stories.filed(on(16, "09:00")), held(on(16, "10:00"), "vendor"))

    (ledger,) = of(Clock.RESOLUTION, *events, now=on(16, "12:00"))

    assert (ledger.minutes, ledger.outcome, ledger.due) == (180, Outcome.RUNNING, on(16, "17:00"))


def test_sixty_per_cent_of_decided_answers_were_in_time() -> None:
    now = on(16, "14:00")
    answered = [
        (stories.filed(on(16, "09:00")), replied(on(16, clock)))
        for clock in ("09:10", "09:40", "09:59", "10:01")
    ]
    waiting = [(stories.filed(on(16, clock)),) for clock in ("12:30", "13:40")]

    outcomes = [of(Clock.RESPONSE, *story, now=now)[0].outcome for story in answered + waiting]

    decided = [outcome for outcome in outcomes if outcome is not Outcome.RUNNING]
    in_time = decided.count(Outcome.KEPT)
    assert (in_time, len(decided), len(outcomes) - len(decided)) == (3, 5, 1)
    assert [round(100 * bound, 1) for bound in wilson(in_time, 5)] == [23.1, 88.2]


@pytest.mark.parametrize(("clock", "outcome"), [("10:00", "kept"), ("10:01", "missed")])
def test_an_answer_at_the_due_instant_is_in_time(clock: str, outcome: str) -> None:
    events = (stories.filed(on(16, "09:00")), replied(on(16, clock)))

    (ledger,) = of(Clock.RESPONSE, *events, now=on(17))

    assert ledger.outcome == outcome


def test_a_hold_never_stops_the_promise_to_answer() -> None:
    events = (stories.filed(on(16, "09:00")), held(on(16, "09:10"), "requester"))

    (ledger,) = of(Clock.RESPONSE, *events, now=on(16, "11:00"))

    assert (ledger.outcome, ledger.decided_at) == (Outcome.MISSED, on(16, "10:00"))


def test_a_miss_stays_a_miss_and_an_answer_in_time_stays_in_time() -> None:
    desk = Desk(key="it", name="IT", team_channel="C04TEAM", calendar=OFFICE)
    filed_at, answered_at, changed_at = on(16, "09:00"), on(16, "10:30"), on(17, "16:00")
    events = (
        stories.filed(filed_at, priority="P2"),
        replied(answered_at),
        stories.revalued(changed_at, "P2", "P4"),
    )

    (response,) = of(Clock.RESPONSE, *events, now=on(18), desk=desk)
    (resolution,) = of(Clock.RESOLUTION, *events, now=on(18), desk=desk)

    assert (response.outcome, response.decided_at) == (Outcome.MISSED, on(16, "09:30"))
    assert (resolution.outcome, resolution.decided_at) == (Outcome.MISSED, on(16, "17:00"))
    assert resolution.due == OFFICE.add_minutes(filed_at, 2880)


def test_what_was_promised_then_stands_in_the_event_and_not_in_the_settings_of_today() -> None:
    strict = Desk(
        key="it",
        name="IT",
        team_channel="C04TEAM",
        calendar=OFFICE,
        promises=dict.fromkeys(Priority, Promise(response=5, resolution=10)),
    )
    told = {"respond_by": on(16, "10:00").isoformat()}
    events = (stories.filed(on(16, "09:00")), replied(on(16, "09:50"), stories.THEO, **told))

    (ledger,) = of(Clock.RESPONSE, *events, now=on(17), desk=strict)

    assert (ledger.outcome, ledger.due) == (Outcome.KEPT, on(16, "10:00"))


def test_each_message_of_the_requester_waits_for_an_answer_of_its_own() -> None:
    events = (
        stories.filed(on(16, "09:00")),
        replied(on(16, "09:10")),
        stories.spoke(on(16, "10:00")),
        stories.spoke(on(16, "10:20")),
        replied(on(16, "10:25")),
        stories.spoke(on(16, "11:00")),
    )

    first, second = of(Clock.NEXT_RESPONSE, *events, now=on(16, "12:00"))

    assert (first.start, first.outcome, first.minutes) == (on(16, "10:00"), Outcome.KEPT, 25)
    assert (second.outcome, second.decided_at) == (Outcome.MISSED, on(16, "11:30"))


def test_the_requester_hears_something_every_so_often_and_a_hold_puts_that_off() -> None:
    events = (
        stories.filed(on(16, "09:00")),
        replied(on(16, "10:00")),
        held(on(16, "11:00"), "scheduled"),
        resumed(on(17, "11:00"), minutes=480),
    )

    first, second = of(Clock.UPDATE, *events, now=on(17, "12:00"))

    assert (first.outcome, first.minutes) == (Outcome.KEPT, 60)
    assert (second.outcome, second.minutes, second.due) == (Outcome.RUNNING, 120, on(17, "14:00"))


def test_a_request_that_came_back_counts_on_without_the_time_it_stood_solved() -> None:
    events = (
        stories.filed(on(16, "09:00")),
        resolved(on(16, "11:00")),
        reopened(on(17, "09:00"), minutes=360),
    )

    first, second = of(Clock.RESOLUTION, *events, now=on(17, "10:00"))

    assert (first.outcome, first.minutes) == (Outcome.KEPT, 120)
    assert (second.outcome, second.minutes, second.due) == (Outcome.RUNNING, 180, on(17, "15:00"))
    assert Why.ENDED in {segment.why for segment in second.segments}


def test_what_is_withdrawn_in_time_was_neither_kept_nor_missed() -> None:
    events = (stories.filed(on(16, "09:00")), cancelled(on(16, "09:30")))

    outcomes = {ledger.outcome for ledger in kept(*events, now=on(17))}

    assert outcomes == {Outcome.MOOT}


def test_around_the_clock_nothing_is_closed() -> None:
    events = (stories.filed(on(13, "16:00")), resolved(on(16, "16:00")))

    (ledger,) = of(Clock.RESOLUTION, *events, now=on(17), desk=ROUND_THE_CLOCK)

    assert [segment.minutes for segment in ledger.segments] == [3 * 24 * 60]
    assert ledger.decided_at == on(14, "00:00")
