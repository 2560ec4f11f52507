from __future__ import annotations

import re

import pytest

from bot.domain.kpis import KPIS
from bot.domain.kpis.kpi import Reason
from bot.domain.statistics import percentile, shrink, wilson
from tests.docs.pages import ROOT, code, page, rows, section

PAGE = page("docs/kpis.md")
_RULE = re.compile(r"\(([BC]\d[\d.-]*)\)|(?:golden cases?|measurement) ([BC]\d[\d.-]*)")


def test_every_figure_is_told_in_the_order_of_the_registry() -> None:
    told = re.findall(r"^### (\w+)$", section(PAGE, "The figures"), flags=re.MULTILINE)

    assert told == list(KPIS)


@pytest.mark.parametrize("id_", KPIS)
def test_the_definition_of_a_figure_is_the_one_that_goes_with_it(id_: str) -> None:
    quoted = [line[2:] for line in section(PAGE, id_).splitlines() if line.startswith("> ")]

    assert quoted == [KPIS[id_].definition]


@pytest.mark.parametrize("id_", KPIS)
def test_clock_and_minimum_of_a_figure_are_those_it_is_shown_with(id_: str) -> None:
    told = dict(row for row in rows(section(PAGE, id_)) if len(row) == 2)
    kpi = KPIS[id_]
    minimums = [int(number) for number in re.findall(r"\d+", told["minimum sample"])]

    assert told["clock"] == (kpi.clock or "none")
    assert minimums == [kpi.minimum, *([kpi.hidden_below] if kpi.hidden_below else [])]
    assert set(told) >= {"formula", "left out", "source", "example"}


def test_every_reason_to_leave_a_request_out_is_told() -> None:
    told = [code(reason)[0] for reason, _ in rows(section(PAGE, "Who is counted"))]

    assert sorted(told) == sorted(Reason)


def test_every_rule_that_the_code_names_by_a_number_is_told() -> None:
    told = {
        n
        for numbers, _ in rows(section(PAGE, "Numbers of rules in the code"))
        for n in numbers.split(", ")
    }
    sources = [path for folder in ("bot", "storage") for path in (ROOT / folder).rglob("*.py")]

    named = {
        number.rstrip(".,")
        for path in sources
        for pair in _RULE.findall(path.read_text(encoding="utf-8"))
        for number in pair
        if number
    }

    assert named <= told


def test_the_figures_of_the_examples_are_right() -> None:
    values = [4, 7, 9, 12, 30, 45, 60, 95, 120, 600]
    answers = [10, 20, 20, 30, 30, 40, 40, 50, 60, 90]
    shares = {
        (x, n): [round(100 * bound, 1) for bound in wilson(x, n)] for x, n in ((6, 120), (26, 200))
    }

    assert (percentile(values, 50), round(percentile(values, 90), 1)) == (37.5, 168.0)
    assert percentile(answers, 50) == 35
    assert list(shares.values()) == [[2.3, 10.5], [9.0, 18.4]]
    assert [round(100 * bound) for bound in wilson(18, 20)] == [70, 97]
    assert [round(100 * shrink(x, n, 0.9), 1) for x, n in ((10, 10), (95, 100))] == [93.3, 94.2]
