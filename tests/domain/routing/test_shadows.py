"""Rules that come too late."""

from __future__ import annotations

import pytest

from bot.domain.request import Priority
from bot.domain.routing.hours import WeekSpan
from bot.domain.routing.rules import Rule, When
from bot.domain.routing.shadows import shadow_of
from tests.domain.routing.situations import phrase, rule

VPN = When(phrases=(phrase("vpn"),))
BOTH = When(phrases=(phrase("vpn client"),))
NETWORK = When(categories=("Network",))
EVENING = When(hours=WeekSpan(days=frozenset({0}), opens=18 * 60, closes=20 * 60))
NIGHT = When(hours=WeekSpan(days=frozenset({0, 1}), opens=17 * 60, closes=8 * 60))


@pytest.mark.parametrize(
    ("earlier", "later", "is_shadowed"),
    [
        (rule(tier=2), rule(VPN, tier=3), True),
        (rule(VPN, tier=2), rule(VPN, tier=3, category="Network"), False),
        (rule(VPN, tier=2, stop=True), rule(VPN, category="Network"), True),
        (rule(VPN, tier=2), rule(BOTH, tier=3), True),
        (rule(BOTH, tier=2), rule(VPN, tier=3), False),
        (rule(VPN, tier=2), rule(tier=3), False),
        (rule(NIGHT, tier=2), rule(EVENING, tier=3), True),
        (rule(EVENING, tier=2), rule(NIGHT, tier=3), False),
        (rule(NETWORK, tier=2), rule(NETWORK, tier=3), True),
        (rule(When(in_hours=True), tier=2), rule(When(in_hours=False), tier=3), False),
        (rule(When(in_hours=True), tier=2), rule(When(in_hours=True), tier=3), True),
    ],
)
def test_a_rule_is_idle_if_another_has_settled_all_of_it_for_all_of_its_requests(
    earlier: Rule, later: Rule, *, is_shadowed: bool
) -> None:
    assert (shadow_of(1, [earlier, later]) == 0) is is_shadowed


def test_two_rules_together_can_leave_nothing_to_do() -> None:
    rules = [rule(tier=2), rule(priority=Priority.P1), rule(VPN, tier=3, priority=Priority.P2)]

    assert shadow_of(2, rules) == 1


def test_a_category_that_is_given_in_between_wakes_a_rule() -> None:
    rules = [rule(NETWORK, tier=2), rule(VPN, category="Network"), rule(NETWORK, tier=3)]

    assert shadow_of(2, rules) is None
