"""Which system a request is about: chosen in the form, found in the words, put right."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pytest

from bot.domain.events import EventKind
from tests.e2e.workplace import CONFIG, workplace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.domain.events import Fact
    from tests.e2e.workplace import Plan, Workplace

SYSTEMS: Final = f"""
[[systems]]
name = "VPN"
scope = "enterprise"
words = ["tunnel"]

[[systems]]
name = "Ledger"

[[departments]]
name = "Finance"
leader = "U0BOB"
people = ["U0ALICE"]
top_systems = ["Ledger"]
{CONFIG}
"""


@pytest.fixture
def office(plan: Plan) -> Iterator[Workplace]:
    """Open a workplace that keeps a register of systems."""
    with workplace(replace(plan, config=SYSTEMS)) as opened:
        yield opened


def told(office: Workplace, number: int, kind: EventKind) -> list[Mapping[str, Fact]]:
    with office.bot.office.store.read() as tx:
        log = tx.events.of(office.request(number).id)
    return [event.facts for event in log if event.kind is kind]


def test_the_words_tell_which_system_it_is_about(office: Workplace) -> None:
    number = office.filed("The tunnel is broken again")

    assert "VPN (by the words)" in office.reads(office.card(number))
    facts = told(office, number, EventKind.CREATED)[0]
    assert (facts["system"], facts["guessed"]) == ("VPN", True)


def test_a_request_may_be_about_no_system(office: Workplace) -> None:
    number = office.filed("The coffee is cold")

    assert "System" not in office.reads(office.card(number))
    facts = told(office, number, EventKind.CREATED)[0]
    assert (facts["system"], facts["guessed"]) == (None, False)


def test_the_system_that_was_chosen_counts_more_than_the_words(office: Workplace) -> None:
    alice = office.cast.alice
    alice.command("/request")
    office.until(lambda: alice.view, "the form")

    alice.submits({"title": "Since the VPN update it does not open", "system": "Ledger"})
    office.settle()

    number = office.last_number()
    assert office.request(number).system == "Ledger"
    assert "by the words" not in office.reads(office.card(number))


def test_a_technician_puts_the_system_right(office: Workplace) -> None:
    number = office.filed("VPN is down")

    for system in ("VPN", "Ledger", "-"):
        given = {"category": "Network", "system": system}
        office.fills(office.cast.theo, office.card(number), "Category…", given)

    changes = told(office, number, EventKind.SYSTEM_CHANGED)
    assert [(f["from"], f["to"]) for f in changes] == [
        ("VPN", "VPN"),
        ("VPN", "Ledger"),
        ("Ledger", None),
    ]
    assert office.request(number).system is None


def test_a_category_can_change_while_the_system_stays(office: Workplace) -> None:
    number = office.filed("VPN is down")

    office.cast.theo.command("/desk", f"route {number} Network")
    office.settle()

    assert office.request(number).system == "VPN"
    assert told(office, number, EventKind.SYSTEM_CHANGED) == []


def test_without_a_register_nobody_is_asked_for_a_system(desk: Workplace) -> None:
    desk.cast.alice.command("/request")
    view = desk.until(lambda: desk.cast.alice.view, "the form")

    assert view is not None
    assert "system" not in [block["block_id"] for block in view.blocks]
    number = desk.filed("VPN is down")
    assert desk.request(number).system is None
