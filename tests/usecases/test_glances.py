"""Figures at a glance: a desk's state, and what one person did."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.departments import Department, Departments
from bot.domain.desk import PeopleMetrics
from bot.usecases import endings, work
from bot.usecases.endings import Solution
from bot.usecases.looking import home
from tests.support.offices import ALICE, BOB, DESK, MONA, NOW, TARA, THEO, act, file, with_changes

if TYPE_CHECKING:
    from bot.usecases.office import Office

LATER = NOW + timedelta(hours=3)


def solve(office: Office, number: int, by: str) -> None:
    at = NOW + timedelta(hours=1)
    endings.resolve(
        office, act(by, f"solve {number}", at), number=number, solution=Solution(note="Done")
    )


def measured(office: Office, metrics: PeopleMetrics) -> Office:
    return replace(office, desks={"it": with_changes(DESK, people_metrics=metrics)})


@pytest.mark.parametrize("metrics", PeopleMetrics)
def test_own_figures_are_shown_where_the_company_has_agreed(
    office: Office, metrics: PeopleMetrics
) -> None:
    (bench,) = home.home(measured(office, metrics), THEO, NOW).workbenches

    agreed = metrics in {PeopleMetrics.PRIVATE, PeopleMetrics.RECOGNITION}
    assert (bench.figures is not None) is agreed


def test_own_figures_are_about_nobody_else(office: Office) -> None:
    private = measured(office, PeopleMetrics.PRIVATE)
    for place in range(3):
        file(private, f"Printer {place}")
    work.claim(private, act(THEO, "claim"), number=1)
    solve(private, 1, THEO)
    solve(private, 2, TARA)

    (bench,) = home.home(private, THEO, LATER).workbenches

    assert bench.figures is not None
    assert bench.figures.resolved == 1
    assert bench.figures.figures["first_response_time"].n == 1


def test_the_state_of_the_desk_is_for_its_leads(office: Office) -> None:
    for place in range(3):
        file(office, f"Printer {place}")
    work.claim(office, act(THEO, "claim"), number=1)
    solve(office, 2, TARA)

    (lead,) = home.home(office, MONA, LATER).workbenches
    (technician,) = home.home(office, THEO, LATER).workbenches

    assert technician.state is None
    assert lead.state is not None
    assert (lead.state.open.total, lead.state.open.unclaimed, lead.state.open.late) == (2, 1, 2)
    assert (lead.state.opened, lead.state.resolved) == (3, 1)
    assert lead.state.open.oldest == NOW
    assert [item.number for item in lead.state.act_now] == [1, 3]


def test_whoever_does_not_work_here_sees_no_desk(office: Office) -> None:
    shown = home.home(office, ALICE, NOW)

    assert shown.workbenches == ()
    assert [guide.desk.key for guide in shown.guides] == ["it"]


def test_somebody_whom_nobody_knows_yet_has_a_home(office: Office) -> None:
    shown = home.home(office, "U0NEW", NOW)

    assert (shown.own_total, shown.workbenches) == (0, ())


def test_the_contact_of_ones_department_stands_in_the_home(office: Office) -> None:
    finance = Department(name="Finance", liaison=TARA, people=frozenset({ALICE}))
    known = replace(office, departments=Departments(listed=(finance,)))

    (alice,) = home.home(known, ALICE, NOW).guides
    (bob,) = home.home(known, BOB, NOW).guides

    assert alice.liaison is not None
    assert alice.liaison.slack_id == TARA
    assert bob.liaison is None
