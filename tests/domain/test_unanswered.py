"""What ends because nobody answered is no solution that anybody is praised for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.incentives.people import resolved_by
from bot.domain.kpis import KPIS
from tests.domain.stories import (
    THEO,
    ended_unanswered,
    filed,
    held,
    on,
    reopened,
    replied,
    resolved,
    resumed,
    story,
    told_in,
)
from tests.domain.test_attainment import attained

if TYPE_CHECKING:
    from bot.domain.events import Event

SOLVED = (filed(on(16)), replied(on(16, "09:10")), resolved(on(16, "10:00")))


def asked_in_vain(*, held_at: str) -> tuple[Event, ...]:
    return (
        *(filed(on(16)), replied(on(16, "09:10")), held(on(16, held_at), "requester")),
        *(resumed(on(20)), ended_unanswered(on(20))),
    )


def test_a_promise_is_not_kept_by_an_end_without_an_answer() -> None:
    waited = asked_in_vain(held_at="09:10")

    figure = attained("resolution_attainment", 16, 20, SOLVED, waited)

    assert (figure.numerator, figure.denominator) == (1, 1)
    assert figure.excluded["unanswered"] == 1


def test_the_first_answer_before_such_an_end_counts_as_ever() -> None:
    figure = attained("response_attainment", 16, 20, asked_in_vain(held_at="09:10"))

    assert (figure.numerator, figure.denominator) == (1, 1)


def test_a_promise_missed_before_such_an_end_stays_missed() -> None:
    late = (*asked_in_vain(held_at="09:10")[:2], ended_unanswered(on(20)))

    figure = attained("resolution_attainment", 16, 20, late)

    assert (figure.numerator, figure.denominator) == (0, 1)


@pytest.mark.parametrize("kpi", ["resolution_time", "full_resolution_time"])
def test_such_an_end_is_no_quick_solution(kpi: str) -> None:
    histories = [story(*SOLVED), story(*asked_in_vain(held_at="09:10"), number=2)]

    figure = KPIS[kpi].compute(told_in(16, 20, histories))

    assert (figure.n, figure.excluded["unanswered"]) == (1, 1)


def test_reopening_such_an_end_is_not_held_against_the_desk() -> None:
    back = (*asked_in_vain(held_at="09:10"), reopened(on(23)))

    figure = KPIS["reopen_rate"].compute(told_in(16, 30, [story(*SOLVED), story(*back, number=2)]))

    assert (figure.numerator, figure.denominator) == (0, 1)
    assert figure.excluded["unanswered"] == 1


def test_nobody_is_thanked_for_such_an_end() -> None:
    histories = [story(*SOLVED), story(*asked_in_vain(held_at="09:10"), number=2)]

    assert resolved_by(told_in(16, 20, histories)) == {THEO: 1}
