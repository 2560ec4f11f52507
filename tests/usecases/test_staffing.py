"""What a look at the settings finds: people, skills and rotas that lead to nobody."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.domain.request import Priority
from bot.domain.routing.decision import Strategy
from bot.domain.routing.rota import Duty, Rota
from bot.domain.routing.rules import Gives, Routing, Rule, When
from bot.domain.routing.staffing import Staffing
from bot.usecases.placing.staffing import staffing_findings
from tests.support.offices import DESK, NOW, THEO, office_on, with_changes

if TYPE_CHECKING:
    from bot.domain.desk import Desk

FEBRUARY = Duty(
    who=THEO,
    start=datetime(2026, 2, 2),  # noqa: DTZ001 - what a wall shows has no zone
    end=datetime(2026, 2, 9),  # noqa: DTZ001 - see above
)


def told(database_url: str, desk: Desk) -> list[str]:
    with office_on(database_url, desk) as office:
        return [finding.sentence for finding in staffing_findings(office, NOW)]


def test_a_desk_that_gives_nothing_away_is_not_worth_a_word(database_url: str) -> None:
    assert told(database_url, DESK) == []


def test_people_who_do_not_work_there_are_named(database_url: str) -> None:
    staffing = Staffing(strategy=Strategy.ROUND_ROBIN, tiers={"U0ALICE": 2, "U0NOBODY": 1, THEO: 2})

    assert told(database_url, with_changes(DESK, staffing=staffing)) == [
        "IT desk names U0ALICE, U0NOBODY, who do not work there.",
        "IT desk gives requests to 4 people.",
    ]


def test_skills_that_nobody_has_are_named(database_url: str) -> None:
    gives = Gives(priority=Priority.P1, skills=frozenset({"mail", "network"}))
    routing = Routing(rules=(Rule(when=When(), gives=gives),))
    staffing = Staffing(skills={THEO: frozenset({"mail"})})

    assert told(database_url, with_changes(DESK, routing=routing, staffing=staffing)) == [
        "Rules of IT desk want network, which nobody has."
    ]


def test_a_rota_that_has_ended_is_named(database_url: str) -> None:
    staffing = Staffing(rota=Rota(zone=ZoneInfo("UTC"), duties=(FEBRUARY,)))

    assert told(database_url, with_changes(DESK, staffing=staffing)) == [
        "The rota of IT desk ended on 2026-02-09."
    ]
