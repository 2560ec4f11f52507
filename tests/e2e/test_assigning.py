"""A day at a desk that gives requests away: turns, an absence, a restart, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import pytest

from tests.e2e.outages import inbox
from tests.e2e.workplace import CONFIG, Plan, started, workplace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

from tests.e2e.workplace import Workplace

GIVES: Final = (
    f'{CONFIG}strategy = "round_robin"\ncapacity = 1\n'
    'skills = { U0ANA = ["network"] }\nfollow_slack_status = true\n'
    'rules = [{ when = { words = "vpn" }, skills = "network" }]\n'
)


@pytest.fixture
def giving(database_url: str, tmp_path: Path) -> Iterator[Workplace]:
    plan = Plan(database_url=database_url, folder=tmp_path, config=GIVES)
    with workplace(plan) as opened:
        yield opened


def owner(desk: Workplace, number: int) -> str | None:
    with desk.bot.office.store.read() as tx:
        found = tx.people.get(tx.requests.by_number(number).request.owner_id)
    return found.name if found else None


def later(desk: Workplace, minutes: int = 10) -> None:
    desk.clock.advance(timedelta(minutes=minutes))
    desk.tick()


def test_the_owner_is_called_in_the_thread_and_why_tells_the_reason(giving: Workplace) -> None:
    desk = giving
    desk.cast.ben.command("/desk", "away until 2026-03-09")

    number = desk.filed("VPN is down")
    why = desk.told(desk.cast.ana.command("/desk", f"why {number}"))
    asked = desk.told(desk.cast.alice.command("/desk", f"why {number}"))

    assert owner(desk, number) == "Ana"
    (called,) = desk.thread(desk.card(number))
    assert f"Request #{number} was given away by itself. @Ana has it now." in called
    assert "Given to Ana: next in turn, the only one there with network" in why
    assert "Given" not in asked
    assert "Ana" in desk.reads(desk.receipt(number))


def test_what_nobody_can_take_reaches_the_lead_and_goes_on_after_a_restart(
    giving: Workplace,
) -> None:
    desk = giving
    told = desk.told(desk.cast.ana.command("/desk", "away"))
    assert "You are away until you type /desk back, and nothing new is given to you." in told
    number = desk.filed("VPN is down")
    desk.tick()
    assert owner(desk, number) is None
    waits = desk.told(desk.cast.theo.command("/desk", f"why {number}"))
    board = desk.told(desk.cast.theo.command("/desk", ""))
    assert "Waits: everybody with skills in network is away; Ana is away" in waits
    assert f"Nobody can take (1) #{number}: everybody with skills in network is away." in board
    assert "Away: Ana" in board
    (call,) = inbox(desk, desk.cast.mona)
    assert f"#{number} waits, and nobody can take it: everybody with skills in network" in call

    desk.bot.stop()
    desk = replace(desk, bot=started(desk.plan, desk.slack, desk.clock))
    try:
        desk.cast.ana.command("/desk", "back")
        later(desk)
        assert owner(desk, number) == "Ana"
    finally:
        desk.bot.stop()


def test_whoever_goes_away_puts_back_what_is_not_answered(giving: Workplace) -> None:
    desk = giving
    number = desk.filed("The printer is silent")
    first = owner(desk, number)
    working = (desk.cast.theo, desk.cast.tara, desk.cast.ana, desk.cast.ben)
    person = next(one for one in working if one.name == first)

    outcome = person.command("/desk", "away until 2026-03-09")
    (offer,) = outcome.ephemerals
    person.clicks(offer, "hand_back")
    desk.settle()
    later(desk)

    assert owner(desk, number) not in {None, first}


def test_a_date_that_has_passed_is_refused_in_a_sentence(giving: Workplace) -> None:
    desk = giving

    told = desk.told(desk.cast.theo.command("/desk", "away until 2026-03-01"))

    assert "2026-03-01 has passed. Please give a date that is still to come." in told
