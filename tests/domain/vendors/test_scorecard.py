from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from bot.domain.events import Actor, ActorKind, Event, EventKind
from bot.domain.history import Period
from bot.domain.kpis.vendors import (
    Asked,
    Verdict,
    Wait,
    decided,
    scorecard,
    verdict,
    wait_of,
)
from bot.domain.reports.vendor_text import scorecard_lines
from bot.domain.vendors.engagement import VendorClock, go_on, resolve, respond, wait
from tests.support.company import LENOVO, MONDAY, asked, at

if TYPE_CHECKING:
    from bot.domain.events import Fact
    from bot.domain.vendors.engagement import Engagement

OURS = LENOVO.calendar
PERIOD = Period(start=MONDAY, end=MONDAY + timedelta(days=28), zone=ZoneInfo("UTC"))
HOUR = timedelta(hours=1)


def kept(*, response: bool, resolution: bool) -> Asked:
    """Have the vendor keep or miss each of its targets."""
    answered = respond(asked(), OURS, at("02 10:00" if response else "02 12:00"))
    return Asked(at_work=resolve(answered, OURS, at("02 16:00" if resolution else "04 09:00")))


def ten() -> list[Asked]:
    """Answer eight of ten in time, and solve seven."""
    return [kept(response=n < 8, resolution=n < 7) for n in range(10)]


def story(*steps: tuple[str, EventKind, dict[str, Fact]]) -> list[Event]:
    """Tell what happened to a request."""
    actor = Actor(person_id=1, kind=ActorKind.TECHNICIAN)
    return [Event(kind=kind, at=at(when), actor=actor, facts=facts) for when, kind, facts in steps]


def test_attainment_is_that_of_the_golden_cases() -> None:
    card = scorecard(ten(), [], PERIOD)

    response, resolution = card.response, card.resolution
    assert (response.numerator, response.denominator, response.value) == (8, 10, 80.0)
    assert (round(response.low or 0, 1), round(response.high or 0, 1)) == (49.0, 94.3)
    assert (resolution.numerator, resolution.denominator, resolution.value) == (7, 10, 70.0)
    assert (round(resolution.low or 0, 1), round(resolution.high or 0, 1)) == (39.7, 89.2)


def test_the_plain_ratio_comes_first_and_then_what_is_proven() -> None:
    lines = list(scorecard_lines(scorecard(ten(), [], PERIOD), LENOVO))

    assert "Answered in time: 8 of 10 (80 %, 49 to 94 %); goal 90 %: below, not proven" in lines
    assert "Solved in time: 7 of 10 (70 %, 40 to 89 %); goal 90 %: below, proven" in lines


@pytest.mark.parametrize(("n", "says"), [(9, Verdict.TOO_FEW), (10, Verdict.KEPT)])
def test_nothing_is_judged_by_fewer_than_ten(n: int, says: Verdict) -> None:
    card = scorecard([kept(response=True, resolution=True)] * n, [], PERIOD)

    assert verdict(card.response, 90) is says


def test_a_missed_target_counts_from_the_moment_it_is_missed_even_while_it_is_open() -> None:
    one = Asked(at_work=asked())

    assert decided(one, VendorClock.RESPONSE, at("02 11:00")) is None
    assert decided(one, VendorClock.RESPONSE, at("02 11:01")) == (at("02 11:00"), False)


def test_an_answer_at_the_due_instant_is_in_time() -> None:
    one = Asked(at_work=respond(asked(), OURS, at("02 11:00")))

    assert decided(one, VendorClock.RESPONSE, at("05 09:00")) == (at("02 11:00"), True)


@pytest.mark.parametrize(
    "stopped",
    [
        Asked(at_work=wait(asked(), at("02 10:00"))),
        Asked(at_work=asked(), over_at=at("02 10:00")),
    ],
)
def test_what_stops_before_it_is_due_is_neither_kept_nor_missed(stopped: Asked) -> None:
    card = scorecard([stopped], [], PERIOD)

    assert (card.response.n, card.resolution.n, card.past_target) == (0, 0, 0)


def test_waiting_for_us_is_not_the_vendors_time() -> None:
    going_on = go_on(wait(asked(), at("02 10:00")), OURS, at("02 15:00"))
    one = Asked(at_work=respond(going_on, OURS, at("02 16:00")))

    assert decided(one, VendorClock.RESPONSE, at("05 09:00")) == (at("02 16:00"), True)


def test_what_is_open_past_its_target_is_counted_as_of_the_end() -> None:
    early = Period(start=MONDAY, end=at("02 10:30"), zone=PERIOD.zone)
    later = Period(start=MONDAY, end=at("02 12:00"), zone=PERIOD.zone)

    told = [scorecard([Asked(at_work=asked())], [], when) for when in (early, later)]

    assert [(card.open, card.past_target) for card in told] == [(1, 0), (1, 1)]


def test_being_asked_once_more_about_what_was_called_solved_is_told() -> None:
    first = kept(response=True, resolution=True)
    again: Engagement = asked(at("03 09:00"))

    card = scorecard([first, Asked(at_work=again)], [], PERIOD)

    assert (card.asked, card.came_back) == (2, 1)


def test_the_share_of_the_requesters_wait_is_on_any_clock_and_without_holds_for_the_requester() -> (
    None
):
    log = story(
        ("02 08:00", EventKind.CREATED, {}),
        ("02 10:00", EventKind.VENDOR_ENGAGED, {"vendor": 1, "n": 1}),
        ("02 12:00", EventKind.HOLD_STARTED, {"reason": "requester"}),
        ("02 13:00", EventKind.HOLD_ENDED, {"reason": "requester"}),
        ("02 14:00", EventKind.VENDOR_WAITING, {"vendor": 1, "n": 1}),
        ("02 15:00", EventKind.VENDOR_GOES_ON, {"vendor": 1, "n": 1}),
        ("02 16:00", EventKind.VENDOR_RESOLVED, {"vendor": 1, "n": 1}),
        ("02 18:00", EventKind.RESOLVED, {}),
    )

    waited = wait_of(log, 1, at("05 09:00"))

    assert waited == Wait(minutes=9 * 60, at_vendor=4 * 60)
    assert wait_of(log, 2, at("05 09:00")).at_vendor == 0


def test_the_share_is_that_of_all_requests_together() -> None:
    waits = [Wait(minutes=600, at_vendor=300), Wait(minutes=200, at_vendor=100)]

    assert scorecard([], waits, PERIOD).share_of_wait.value == 50
