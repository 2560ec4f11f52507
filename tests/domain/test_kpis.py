from __future__ import annotations

import json
from dataclasses import fields

import pytest

from bot.domain.history import flow_of
from bot.domain.kpis import KPIS, Figure, as_json
from tests.domain.stories import (
    TARA,
    THEO,
    assigned,
    cancelled,
    claimed,
    filed,
    marked,
    merged,
    on,
    rated,
    reopened,
    replied,
    resolved,
    story,
    told_in,
    unmerged,
)

MONDAY = (16, 16)
JSON_KEYS = {
    *("value", "unit", "n", "numerator", "denominator", "low", "high", "p50", "p90", "mean"),
    *("elapsed", "clock", "excluded", "parts", "listed", "definition"),
}


@pytest.mark.parametrize("id_", KPIS)
def test_every_figure_of_a_desk_without_requests_says_that_there_is_no_data(id_: str) -> None:
    figure = KPIS[id_].compute(told_in(*MONDAY, []))

    assert (figure.value, figure.n) == (None, 0)
    assert set(as_json(figure)) == JSON_KEYS == {field.name for field in fields(Figure)}
    assert json.dumps(as_json(figure))


def test_the_registry_names_every_figure_in_the_order_in_which_it_is_told() -> None:
    assert list(KPIS) == [
        "volume",
        "backlog",
        "first_response_time",
        "time_to_claim",
        "resolution_time",
        "full_resolution_time",
        "response_attainment",
        "resolution_attainment",
        "reopen_rate",
        "reassignment_rate",
        "escalation_rate",
        "escalated_internally",
        "escalated_to_vendors",
        "escalated_to_management",
        "escalated_by_rule",
        "first_level_resolution",
        "csat",
        "department_known",
        "system_known",
        "reclassified",
        "pings_per_resolved",
    ]
    assert all(kpi.id == id_ and kpi.definition for id_, kpi in KPIS.items())


def test_spam_is_no_volume_and_a_merged_request_is_told_apart() -> None:
    asked = story(filed(on(16)))
    twice = story(filed(on(16)), merged(on(16, "10:00")), number=2)
    spam = story(filed(on(16)), marked(on(16, "10:00"), "spam"), number=3)

    figure = KPIS["volume"].compute(told_in(*MONDAY, [asked, twice, spam]))

    assert figure.value == 2
    assert figure.excluded == {"spam_or_test": 1, "merged_but_counted": 1}


def test_what_was_taken_out_of_another_request_counts_like_any_other() -> None:
    again = story(
        filed(on(16)),
        merged(on(16, "09:10")),
        unmerged(on(16, "09:20")),
        replied(on(16, "09:40")),
        resolved(on(16, "10:00")),
    )
    population = told_in(*MONDAY, [again])

    figures = {name: KPIS[name].compute(population) for name in KPIS}

    assert figures["volume"].excluded == {}
    assert figures["first_response_time"].p50 == 40
    assert figures["resolution_time"].n == 1
    assert not any("merged" in figure.excluded for figure in figures.values())


def test_taking_out_is_no_reopening() -> None:
    population = told_in(*MONDAY, [story(filed(on(16)), merged(on(16)), unmerged(on(16)))])

    flow = flow_of(population)

    assert (flow.reopened, flow.unmerged) == (0, 1)
    assert KPIS["backlog"].compute(population).value == 1


def test_a_quiet_day_of_a_desk_at_work_is_a_true_zero() -> None:
    waiting = story(filed(on(16)), replied(on(17)))

    figure = KPIS["volume"].compute(told_in(17, 17, [waiting]))

    assert figure.value == 0


def test_the_desk_reopening_its_own_work_is_not_held_against_it() -> None:
    by_alice = story(filed(on(2)), resolved(on(3)), reopened(on(10)))
    too_late = story(filed(on(2)), resolved(on(3)), reopened(on(10, "09:01")), number=2)
    by_theo = story(filed(on(2)), resolved(on(3)), reopened(on(4), by=THEO), number=3)

    figure = KPIS["reopen_rate"].compute(told_in(2, 10, [by_alice, too_late, by_theo]))

    assert (figure.numerator, figure.denominator) == (1, 3)
    assert figure.excluded == {"reopened_by_the_desk": 1}


def test_the_reopen_rate_comes_with_its_interval() -> None:
    fine = [story(filed(on(2)), resolved(on(3)), number=n) for n in range(114)]
    back = [story(filed(on(2)), resolved(on(3)), reopened(on(4)), number=200 + n) for n in range(6)]

    figure = KPIS["reopen_rate"].compute(told_in(2, 20, [*fine, *back]))

    assert figure.value == 5.0
    assert [round(bound or 0, 1) for bound in (figure.low, figure.high)] == [2.3, 10.5]


def test_a_request_that_changed_hands_counts_once() -> None:
    passed_on = story(
        filed(on(16)),
        claimed(on(16, "09:10")),
        assigned(on(16, "09:20"), TARA),
        assigned(on(16, "09:30"), THEO),
        resolved(on(16, "10:00")),
        reopened(on(16, "11:00")),
        resolved(on(16, "12:00")),
    )
    given = story(filed(on(16)), assigned(on(16), THEO, first=True), resolved(on(16)), number=2)
    still_open = story(filed(on(16)), assigned(on(16), THEO), number=3)

    figure = KPIS["reassignment_rate"].compute(told_in(*MONDAY, [passed_on, given, still_open]))

    assert (figure.numerator, figure.denominator) == (1, 2)


def test_the_last_answer_within_a_day_counts() -> None:
    changed_mind = story(
        filed(on(16)),
        resolved(on(16, "10:00")),
        rated(on(16, "12:00"), 2),
        rated(on(17, "11:00"), 5),
        rated(on(18, "11:00"), 1),
    )

    figure = KPIS["csat"].compute(told_in(16, 18, [changed_mind]))

    assert (figure.value, figure.n, figure.mean) == (100.0, 1, 5.0)


def test_two_surveys_of_one_request_are_two_answers() -> None:
    twice_resolved = story(
        filed(on(16)),
        resolved(on(16, "10:00")),
        rated(on(16, "12:00"), 2),
        reopened(on(16, "13:00")),
        resolved(on(16, "14:00")),
        rated(on(16, "16:00"), 5, survey=2),
    )

    figure = KPIS["csat"].compute(told_in(*MONDAY, [twice_resolved]))

    assert (figure.numerator, figure.denominator, figure.mean) == (1, 2, 3.5)


def test_answers_nobody_asked_for_and_praise_of_oneself_do_not_count() -> None:
    unasked = story(filed(on(16)), rated(on(16), 1, solicited=False))
    himself = story(filed(on(16)), rated(on(16), 5, by=THEO), number=2)
    recorded = story(
        filed(on(16)), resolved(on(16)), rated(on(16), 5, by=THEO, owner=None), number=3
    )

    figure = KPIS["csat"].compute(told_in(*MONDAY, [unasked, himself, recorded]))

    assert figure.n == 0
    assert figure.excluded == {"unsolicited": 1, "rated_by_the_owner": 2}


def test_what_came_and_what_went_make_the_backlog() -> None:
    histories = [
        story(filed(on(16)), resolved(on(16)), reopened(on(16)), number=1),
        story(filed(on(16)), cancelled(on(16)), number=2),
        story(filed(on(16)), merged(on(16)), number=3),
        story(filed(on(16)), resolved(on(16)), number=4),
        story(filed(on(16)), merged(on(16)), unmerged(on(16)), number=5),
    ]
    population = told_in(*MONDAY, histories)

    flow = flow_of(population)

    came, went = (
        flow.opened + flow.reopened + flow.unmerged,
        flow.resolved + flow.cancelled + flow.merged,
    )
    assert population.open_at_start + came - went == population.open_at_end == 2
    assert KPIS["backlog"].compute(population).value == 2
