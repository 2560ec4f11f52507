"""How many promises were kept, by when that was decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.desk import DEFAULT_PROMISES, Desk, Promise
from bot.domain.history import Account
from bot.domain.kpis import KPIS, Figure
from bot.domain.ledger import ledgers
from bot.domain.request import Priority, Request
from bot.domain.steps import filed as as_filed
from tests.domain import stories
from tests.domain.stories import (
    OFFICE,
    cancelled,
    filed,
    held,
    merged,
    on,
    reopened,
    replied,
    resolved,
    resumed,
    revalued,
    story,
    told_in,
)

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.events import Event
    from bot.domain.history import Population

DESK = Desk(
    key="it",
    name="IT",
    team_channel="C04TEAM",
    calendar=OFFICE,
    promises={**DEFAULT_PROMISES, Priority.P3: Promise(response=60, resolution=480)},
)


def account(number: int, events: tuple[Event, ...], now: datetime) -> Account:
    bare = Request(id=number, number=number, desk_key="it", requester_id=1, created_at=events[0].at)
    kept = ledgers(as_filed(bare, events), events, DESK, now, in_full=False)
    seen = tuple(event for event in events if event.at < now)
    return Account(history=story(*seen, number=number), ledgers=kept)


def known(first: int, last: int, *histories: tuple[Event, ...]) -> Population:
    plain = told_in(first, last, [])
    end = plain.period.end
    accounts = [account(n, events, end) for n, events in enumerate(histories, start=1)]
    return stories.replaced(plain, accounts=accounts)


def attained(kpi: str, first: int, last: int, *histories: tuple[Event, ...]) -> Figure:
    return KPIS[kpi].compute(known(first, last, *histories))


def test_b8_a_promise_that_ran_out_counts_as_missed_though_nobody_has_answered() -> None:
    waiting = (filed(on(16, "15:30")),), (filed(on(16, "16:40")),)
    answered = [
        (filed(on(16, "09:00")), replied(on(16, clock)))
        for clock in ("09:10", "09:40", "09:59", "10:01")
    ]

    figure = attained("response_attainment", 16, 16, *answered, *waiting)

    assert (figure.numerator, figure.denominator) == (3, 5)
    assert [round(x or 0, 1) for x in (figure.value, figure.low, figure.high)] == [60, 23.1, 88.2]
    assert figure.excluded == {"pending": 1}


def test_a_miss_counts_in_the_period_in_which_the_time_was_up_and_in_no_other() -> None:
    late = (filed(on(16, "16:30")), replied(on(18, "09:00")))

    days = {day: attained("response_attainment", day, day, late) for day in (16, 17, 18)}

    assert {day: (figure.numerator, figure.n) for day, figure in days.items()} == {
        16: (None, 0),
        17: (0, 1),
        18: (None, 0),
    }
    assert days[16].excluded == {"pending": 1}


def test_the_missed_ones_are_told_by_how_much() -> None:
    histories = [
        (filed(on(16, "09:00")), replied(on(16, clock))) for clock in ("10:10", "10:30", "12:00")
    ]

    figure = attained("response_attainment", 16, 16, *histories)

    assert (figure.value, figure.p50) == (0, 30)


def test_a_hold_for_the_requester_puts_the_solution_off_and_not_the_answer() -> None:
    events = (
        filed(on(16, "09:00")),
        held(on(16, "09:30"), "requester"),
        resumed(on(17, "09:30"), minutes=480),
        resolved(on(17, "16:00")),
    )

    response = attained("response_attainment", 16, 17, events)
    resolution = attained("resolution_attainment", 16, 17, events)

    assert (response.numerator, response.denominator) == (0, 1)
    assert (resolution.numerator, resolution.denominator) == (1, 1)


@pytest.mark.parametrize(
    ("day", "numerator", "remark"), [(17, 0, "voided"), (26, 1, None), (30, 1, None)]
)
def test_a_solution_that_came_back_within_a_week_was_none(
    day: int, numerator: int, remark: str | None
) -> None:
    events = (filed(on(16, "09:00")), resolved(on(16, "11:00")), reopened(on(day, "09:00")))

    figure = attained("resolution_attainment", 16, 30, events)

    assert (figure.numerator, figure.denominator) == (numerator, 1)
    assert figure.excluded == ({remark: 1} if remark else {})


def test_a_solution_of_this_week_is_provisional() -> None:
    figure = attained(
        "resolution_attainment", 16, 17, (filed(on(16, "09:00")), resolved(on(16, "11:00")))
    )

    assert (figure.numerator, figure.excluded) == (1, {"provisional": 1})


def test_where_the_desk_says_so_a_reopening_changes_nothing() -> None:
    events = (filed(on(16, "09:00")), resolved(on(16, "11:00")), reopened(on(17, "09:00")))
    lenient = stories.replaced(known(16, 30, events), reopening_voids=False)

    figure = KPIS["resolution_attainment"].compute(lenient)

    assert (figure.numerator, figure.excluded) == (1, {})


def test_a_reopened_request_gets_no_second_chance() -> None:
    events = (
        filed(on(16, "09:00")),
        resolved(on(18, "11:00")),
        reopened(on(19, "09:00")),
        resolved(on(19, "09:10")),
    )

    figure = attained("resolution_attainment", 16, 20, events)

    assert (figure.numerator, figure.denominator) == (0, 1)


def test_each_priority_is_told_apart_and_together_they_are_all() -> None:
    urgent = (filed(on(16, "09:00"), priority="P1"), replied(on(16, "09:10")))
    usual = (filed(on(16, "09:00"), priority="P3"), replied(on(16, "12:00")))

    figure = attained("response_attainment", 16, 16, urgent, usual, usual)

    assert {name: (part.numerator, part.n) for name, part in figure.parts.items()} == {
        "P1": (1, 1),
        "P3": (0, 2),
    }
    assert sum(part.n for part in figure.parts.values()) == figure.n


@pytest.mark.parametrize(("clock", "listed"), [("15:00", ()), ("15:24", (1,)), ("16:30", (1,))])
def test_more_time_in_the_last_fifth_of_a_promise_is_listed(
    clock: str, listed: tuple[int, ...]
) -> None:
    events = (filed(on(16, "09:00"), priority="P3"), revalued(on(16, clock), "P3", "P4"))

    figure = attained("resolution_attainment", 16, 16, events)

    assert figure.listed.get("eased_late", ()) == listed


def test_who_is_merged_or_withdrawn_was_promised_nothing() -> None:
    histories = (
        (filed(on(16, "09:00")), merged(on(16, "12:00"))),
        (filed(on(16, "09:00")), cancelled(on(16, "12:00"))),
    )

    figure = attained("resolution_attainment", 16, 20, *histories)

    assert (figure.n, figure.value) == (0, None)


def test_settings_of_today_change_nothing_that_an_event_tells() -> None:
    told = {"respond_by": on(16, "12:00").isoformat()}
    events = (filed(on(16, "09:00")), replied(on(16, "11:00"), stories.THEO, **told))

    figure = attained("response_attainment", 16, 16, events)

    assert (figure.numerator, figure.denominator) == (1, 1)


def test_what_was_promised_stands_in_an_event_after_the_period_as_well() -> None:
    told = {"respond_by": on(18, "12:00").isoformat()}
    events = (filed(on(16, "09:00")), replied(on(18, "11:00"), stories.THEO, **told))

    figure = attained("response_attainment", 16, 16, events)

    assert (figure.n, figure.excluded) == (0, {"pending": 1})


def test_answers_are_told_by_priority_and_the_rows_add_up() -> None:
    histories = [
        story(filed(on(16, "09:00"), priority=priority), replied(on(16, "09:20")), number=n)
        for n, priority in enumerate(["P1", "P1", "P2", "P3"], start=1)
    ]

    figure = KPIS["first_response_time"].compute(told_in(16, 16, histories))

    assert {name: part.n for name, part in figure.parts.items()} == {"P1": 2, "P2": 1, "P3": 1}
    assert sum(part.n for part in figure.parts.values()) == figure.n
