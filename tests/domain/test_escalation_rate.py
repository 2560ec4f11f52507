"""How often help was needed: who was asked, and by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.kpis import KPIS
from tests.domain.stories import escalated, filed, on, replied, resolved, story, told_in

if TYPE_CHECKING:
    from bot.domain.events import Fact
    from bot.domain.history import History

TIER: dict[str, Fact] = {"kind": "tier", "from": 1, "to": 2}
VENDOR: dict[str, Fact] = {"kind": "vendor"}
LEAD: dict[str, Fact] = {"kind": "management"}
RULE: dict[str, Fact] = {"kind": "management", "automatic": True}


def solved(number: int, *asked: dict[str, Fact]) -> History:
    steps = (escalated(on(16, "10:00"), **facts) for facts in asked)
    events = (filed(on(16)), replied(on(16, "09:30")), *steps, resolved(on(16, "12:00")))
    return story(*events, number=number)


def rate(kpi: str, histories: list[History]) -> tuple[int | None, int | None]:
    figure = KPIS[kpi].compute(told_in(16, 16, histories))
    return figure.numerator, figure.denominator


def test_b7_any_counts_once_and_its_parts_may_be_more() -> None:
    asked = [
        *[(TIER,)] * 24,
        *[(VENDOR,)] * 7,
        *[(LEAD,)] * 5,
        *[(TIER, VENDOR)] * 2,
        *[()] * 162,
    ]
    histories = [solved(number, *whom) for number, whom in enumerate(asked, start=1)]

    figure = KPIS["escalation_rate"].compute(told_in(16, 16, histories))

    assert (figure.numerator, figure.denominator) == (38, 200)
    assert [round(x or 0, 1) for x in (figure.value, figure.low, figure.high)] == [19, 14.2, 25]
    assert rate("escalated_internally", histories) == (26, 200)
    assert rate("escalated_to_vendors", histories) == (9, 200)
    assert rate("escalated_to_management", histories) == (5, 200)
    assert rate("first_level_resolution", histories) == (200 - 26 - 9 + 2, 200)


@pytest.mark.parametrize(
    ("facts", "by_hand", "by_rule"), [(LEAD, (1, 1), (0, 1)), (RULE, (0, 1), (1, 1))]
)
def test_what_a_rule_brings_to_the_lead_is_told_apart(
    facts: dict[str, Fact], by_hand: tuple[int, int], by_rule: tuple[int, int]
) -> None:
    histories = [solved(1, facts)]

    assert rate("escalated_to_management", histories) == by_hand
    assert rate("escalated_by_rule", histories) == by_rule
    assert rate("escalation_rate", histories) == (1, 1)


def test_whoever_was_asked_twice_counts_once() -> None:
    assert rate("escalation_rate", [solved(1, TIER, TIER)]) == (1, 1)


def test_requests_that_are_still_open_are_not_counted() -> None:
    history = story(filed(on(16)), escalated(on(16, "10:00"), **TIER))

    assert rate("escalation_rate", [history]) == (None, None)
