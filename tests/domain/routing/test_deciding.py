"""Where a request goes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.request import Priority
from bot.domain.routing.deciding import decide
from bot.domain.routing.decision import (
    Because,
    Decision,
    Gift,
    Ground,
    Level,
    Strategy,
    decision_of,
    facts_of,
)
from bot.domain.routing.hours import WeekSpan
from bot.domain.routing.matrix import DEFAULT_MATRIX, raised
from bot.domain.routing.rules import Asked, Gives, Rule, When
from tests.domain.routing.situations import ASKED, asked, phrase, routing, rule

P1, P2, P3, P4 = Priority
HIGH, MEDIUM, LOW = Level
VPN = When(phrases=(phrase("vpn"),))
NIGHT = When(hours=WeekSpan(days=frozenset(range(5)), opens=18 * 60, closes=8 * 60))


@pytest.mark.parametrize(
    ("impact", "said", "is_top", "priority"),
    [
        (HIGH, P1, False, P1),
        (HIGH, P2, False, P2),
        (HIGH, P3, False, P3),
        (HIGH, P4, False, P3),
        (MEDIUM, P1, False, P2),
        (MEDIUM, P2, False, P3),
        (MEDIUM, P3, False, P4),
        (LOW, P1, False, P3),
        (LOW, P2, False, P4),
        (LOW, P4, False, P4),
        (HIGH, P1, True, P1),
        (HIGH, P2, True, P1),
        (MEDIUM, P2, True, P2),
        (LOW, P4, True, P3),
        (None, P3, True, P2),
        (None, P3, False, P3),
    ],
)
def test_priority_follows_from_impact_urgency_and_what_a_department_cannot_do_without(
    impact: Level | None, said: Priority, priority: Priority, *, is_top: bool
) -> None:
    """Requirement A068."""
    rules = routing(rule(impact=impact)) if impact else routing()

    decision = decide(asked(priority=said), rules, is_top=is_top)

    assert decision.priority is priority


def test_a_request_on_a_critical_system_is_raised_once_and_says_so() -> None:
    decision = decide(asked(system="VPN"), routing(), is_top=True)

    assert decision.priority is P2
    assert [one.ground for one in decision.because] == [Ground.TOP_SYSTEM]


def test_the_impact_of_a_system_counts_where_the_desk_has_a_matrix() -> None:
    without, with_one = routing(), replace(routing(), matrix=DEFAULT_MATRIX)

    assert decide(asked(priority=P1), without, impact=MEDIUM).priority is P1
    assert decide(asked(priority=P1), with_one, impact=MEDIUM).priority is P2


def test_a_rule_that_names_the_priority_goes_before_the_matrix() -> None:
    rules = routing(rule(impact=HIGH), rule(priority=P4))

    decision = decide(asked(priority=P1), rules)

    assert decision.priority is P4
    assert Ground.MATRIX not in {one.ground for one in decision.because}


def test_for_each_thing_to_settle_the_first_rule_that_fits_wins() -> None:
    rules = routing(
        rule(VPN, category="Network"),
        rule(category="Other", tier=2),
        rule(tier=3, strategy=Strategy.ON_CALL),
    )

    decision = decide(asked("The VPN is down"), rules)

    assert (decision.category, decision.tier) == ("Network", 2)
    assert decision.strategy is Strategy.ON_CALL
    assert [(one.rule, one.gave) for one in decision.because] == [
        (1, (Gift.CATEGORY,)),
        (2, (Gift.TIER,)),
        (3, (Gift.STRATEGY,)),
    ]


def test_after_a_rule_that_stops_no_other_is_read() -> None:
    rules = routing(rule(VPN, category="Network", stop=True), rule(tier=3))

    decision = decide(asked("vpn"), rules)

    assert decision.tier == 1


def test_a_category_that_a_person_chose_stays() -> None:
    rules = routing(rule(VPN, category="Network", tier=2))

    decision = decide(asked("vpn", category="Access"), rules)

    assert (decision.category, decision.tier) == ("Access", 2)


def test_a_rule_sees_the_category_that_a_rule_before_it_has_given() -> None:
    by_category = When(categories=("network",))
    rules = routing(rule(VPN, category="Network"), rule(by_category, tier=2))

    assert decide(asked("vpn"), rules).tier == 2
    assert decide(asked("printer"), rules).tier == 1


def test_words_are_found_whole_and_of_a_phrase_all_of_them() -> None:
    both = routing(rule(When(phrases=(phrase("Remote access"),)), tier=2))

    assert decide(asked("No access to the remote desk"), both).tier == 2
    assert decide(asked("Remote control"), both).tier == 1
    assert decide(asked("Remotely accessible"), both).tier == 1


@pytest.mark.parametrize(
    ("at", "fits"),
    [
        (datetime(2026, 3, 6, 18, 0, tzinfo=UTC), True),
        (datetime(2026, 3, 7, 7, 59, tzinfo=UTC), True),
        (datetime(2026, 3, 7, 8, 0, tzinfo=UTC), False),
        (datetime(2026, 3, 7, 20, 0, tzinfo=UTC), False),
        (datetime(2026, 3, 9, 7, 0, tzinfo=UTC), False),
        (datetime(2026, 3, 3, 12, 0, tzinfo=UTC), False),
    ],
)
def test_a_night_belongs_to_the_day_on_which_it_begins(at: datetime, *, fits: bool) -> None:
    decision = decide(asked(at=at), routing(rule(NIGHT, tier=2)))

    assert (decision.tier == 2) is fits


def test_without_rules_a_request_stays_as_it_was_filed() -> None:
    decision = decide(asked(category="Access", priority=P4), routing())

    assert decision == Decision(category="Access", priority=P4)


@given(st.lists(st.sampled_from([*Level, None]), max_size=6), st.sampled_from(Priority))
def test_the_priority_never_leaves_its_bounds(
    impacts: list[Level | None], priority: Priority
) -> None:
    rules = routing(*(rule(impact=impact, tier=1) for impact in impacts))

    decision = decide(asked(priority=priority), rules, is_top=True)

    assert decision.priority in set(Priority)
    assert decision.priority is not P4


_GIVES = st.builds(
    Gives,
    category=st.sampled_from([None, "Network", "Access"]),
    priority=st.sampled_from([None, *Priority]),
    tier=st.sampled_from([None, 1, 2, 3]),
)
_RULES = st.lists(st.builds(Rule, when=st.sampled_from([When(), VPN]), gives=_GIVES), max_size=6)


@given(_RULES, st.sampled_from([ASKED, asked("vpn")]))
def test_the_order_of_the_rules_decides(rules: list[Rule], request: Asked) -> None:
    fitting = [one.gives for one in rules if one.when.holds(request, None)]

    decision = decide(request, routing(*rules))

    assert decision.category == _first(fitting, "category", None)
    assert decision.priority == _first(fitting, "priority", request.priority)
    assert decision.tier == _first(fitting, "tier", 1)


def _first(gives: list[Gives], name: str, otherwise: object) -> object:
    values = (getattr(one, name) for one in gives)
    return next((value for value in values if value is not None), otherwise)


@given(_RULES)
def test_a_decision_survives_being_written_down(rules: list[Rule]) -> None:
    decision = decide(asked("vpn"), routing(*rules, rule(skills=frozenset({"vpn", "network"}))))

    assert decision_of(facts_of(decision)) == decision


def test_facts_hold_codes_and_no_words_of_the_request() -> None:
    decision = decide(asked("vpn secret"), routing(rule(VPN, tier=2)))

    written = facts_of(decision)["because"]

    assert "vpn" not in str(written)
    assert decision.because[0] == Because(
        ground=Ground.RULE, rule=1, mark=rule(VPN, tier=2).mark, gave=(Gift.TIER,)
    )


def test_nothing_is_above_p1() -> None:
    assert [raised(priority) for priority in Priority] == [P1, P1, P2, P3]
