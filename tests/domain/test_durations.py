from __future__ import annotations

import pytest

from bot.domain.kpis import KPIS, as_json
from tests.domain.stories import (
    BOB,
    TARA,
    THEO,
    assigned,
    cancelled,
    claimed,
    filed,
    held,
    marked,
    merged,
    on,
    released,
    reopened,
    replied,
    resolved,
    resumed,
    story,
    told_in,
)

MONDAY = (16, 16)


def test_a_reply_belongs_to_the_day_on_which_it_was_given() -> None:
    request = story(filed(on(16, "16:00")), replied(on(17, "09:30")))

    monday = KPIS["first_response_time"].compute(told_in(16, 16, [story(filed(on(16, "16:00")))]))
    tuesday = KPIS["first_response_time"].compute(told_in(17, 17, [request]))

    assert monday.n == 0
    assert tuesday.value == 90
    assert as_json(tuesday)["elapsed"] == {"p50": 1050.0, "p90": 1050.0, "mean": 1050.0}


def test_words_of_the_requester_are_no_response() -> None:
    request = story(filed(on(16)), replied(on(16, "09:05"), by=BOB), replied(on(16, "09:20")))

    figure = KPIS["first_response_time"].compute(told_in(*MONDAY, [request]))

    assert figure.value == 20


def test_a_hold_does_not_stop_the_clock_of_the_response() -> None:
    request = story(
        filed(on(16)),
        held(on(16, "09:10"), "requester"),
        resumed(on(16, "10:10")),
        replied(on(16, "10:20")),
    )

    figure = KPIS["first_response_time"].compute(told_in(*MONDAY, [request]))

    assert figure.value == 80


def test_a_request_resolved_without_a_word_was_answered_when_it_was_resolved() -> None:
    request = story(filed(on(16)), resolved(on(16, "09:40")))

    figure = KPIS["first_response_time"].compute(told_in(*MONDAY, [request]))

    assert figure.value == 40
    assert figure.excluded == {"resolved_silently": 1}


def test_requests_that_needed_no_answer_are_left_out_and_counted_by_reason() -> None:
    withdrawn = story(filed(on(16)), cancelled(on(16, "09:30")))
    solved_alone = story(filed(on(16)), resolved(on(16, "09:30"), by=BOB), number=2)
    twice = story(filed(on(16)), replied(on(16, "09:10")), merged(on(16, "10:00")), number=3)
    test = story(filed(on(16)), replied(on(16, "09:10")), marked(on(16), "test"), number=4)

    figure = KPIS["first_response_time"].compute(
        told_in(*MONDAY, [withdrawn, solved_alone, twice, test])
    )

    assert (figure.value, figure.n) == (None, 0)
    assert figure.excluded == {
        "cancelled_before_reply": 1,
        "deflected": 1,
        "merged": 1,
        "spam_or_test": 1,
    }


def test_only_the_first_claim_counts() -> None:
    request = story(
        filed(on(16)),
        claimed(on(16, "09:20")),
        released(on(16, "10:00")),
        claimed(on(16, "11:00"), by=TARA),
        resolved(on(16, "12:00"), by=TARA),
    )

    figure = KPIS["time_to_claim"].compute(told_in(*MONDAY, [request]))

    assert figure.value == 20


def test_a_request_given_to_somebody_by_hand_is_claimed() -> None:
    by_hand = story(filed(on(16)), assigned(on(16, "09:30"), THEO, first=True))
    recorded = story(filed(on(16)), assigned(on(16, "09:10"), THEO, replayed=True), number=2)

    figure = KPIS["time_to_claim"].compute(told_in(*MONDAY, [by_hand, recorded]))

    assert (figure.value, figure.n) == (30, 1)


@pytest.mark.parametrize(("automatic", "value"), [(4, 30.0), (5, None)])
def test_the_time_to_claim_of_a_desk_that_assigns_automatically_is_not_measured(
    automatic: int, value: float | None
) -> None:
    by_hand = story(filed(on(16)), claimed(on(16, "09:30")))
    given = [
        story(filed(on(16)), assigned(on(16, "09:00"), THEO, auto=True), number=n + 2)
        for n in range(automatic)
    ]

    figure = KPIS["time_to_claim"].compute(told_in(*MONDAY, [by_hand, *given]))

    assert (figure.value, figure.p50, figure.n) == (value, value, 1)
    assert figure.excluded == {"auto_assigned": automatic}


@pytest.mark.parametrize(
    ("reason", "minutes"), [("requester", 420), ("approval", 420), ("vendor", 840)]
)
def test_only_a_hold_that_the_desk_cannot_help_stops_the_clock(reason: str, minutes: int) -> None:
    request = story(
        filed(on(16)),
        held(on(16, "11:00"), reason),
        resumed(on(17, "10:00")),
        resolved(on(17, "15:00")),
    )

    figure = KPIS["resolution_time"].compute(told_in(17, 17, [request]))

    assert figure.value == minutes
    assert figure.elapsed is not None
    assert figure.elapsed.p50 == 30 * 60


def test_a_hold_that_nobody_ended_lasts_until_the_resolution() -> None:
    request = story(filed(on(16)), held(on(16, "11:00"), "scheduled"), resolved(on(16, "15:00")))

    figure = KPIS["resolution_time"].compute(told_in(*MONDAY, [request]))

    assert figure.value == 120


def test_the_full_resolution_leaves_out_the_time_in_which_all_seemed_well() -> None:
    request = story(
        filed(on(16)), resolved(on(16, "11:00")), reopened(on(17)), resolved(on(17, "10:00"))
    )
    population = told_in(16, 17, [request])

    assert KPIS["resolution_time"].compute(population).value == 2 * 60
    assert KPIS["full_resolution_time"].compute(population).value == 3 * 60


def test_a_reopened_request_has_no_full_resolution_yet() -> None:
    request = story(filed(on(16)), resolved(on(16, "11:00")), reopened(on(16, "12:00")))
    population = told_in(*MONDAY, [request])

    assert KPIS["resolution_time"].compute(population).n == 1
    assert KPIS["full_resolution_time"].compute(population).n == 0


def test_a_cancelled_request_was_not_resolved() -> None:
    request = story(
        filed(on(16)),
        replied(on(16, "09:05")),
        resolved(on(16, "10:00")),
        reopened(on(16, "11:00")),
        cancelled(on(16, "12:00")),
    )

    figure = KPIS["resolution_time"].compute(told_in(*MONDAY, [request]))

    assert (figure.n, figure.excluded) == (0, {"cancelled": 1})
