"""What the rules of a desk make of a request, and how they answer for it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.e2e.workplace import CONFIG, workplace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.e2e.workplace import Plan, Workplace

COMPANY = """
[[systems]]
name = "VPN"
words = ["tunnel"]

[[departments]]
name = "Finance"
people = ["U0ALICE"]
top_systems = ["VPN"]
"""
RULES = """
[[desks.rules]]
when = { words = "certificate" }
tier = 3

[[desks.rules]]
when = { words = ["vpn", "tunnel"] }
category = "Network"
tier = 2
skills = "network"
"""


@pytest.fixture
def ruled(plan: Plan) -> Iterator[Workplace]:
    """Open a workplace whose desk has rules."""
    with workplace(replace(plan, config=COMPANY + CONFIG + RULES)) as opened:
        yield opened


def test_a_request_goes_where_the_rules_say_and_why_tells_it(ruled: Workplace) -> None:
    theo = ruled.cast.theo
    number = ruled.filed("The VPN is down")

    card = ruled.card(number).text
    why = ruled.told(theo.command("/desk", f"why {number}"))

    assert "P2" in card
    assert "Network" in str(ruled.card(number).blocks)
    assert "Routed to Network, P2, tier 2 and skills in network" in why
    assert "because rule 2 (words: vpn, tunnel) gives the category, tier and skills" in why
    assert "VPN is among the top three systems of Finance, which raises the priority" in why


def test_what_people_change_by_hand_is_told_after_what_the_rules_said(ruled: Workplace) -> None:
    theo = ruled.cast.theo
    number = ruled.filed("The VPN is down")
    theo.command("/desk", f"priority {number} P1 Everybody is out")
    theo.command("/desk", f"route {number} Access")
    ruled.settle()

    why = ruled.told(theo.command("/desk", f"why {number}"))

    assert "By hand: Theo changed the priority from P2 to P1" in why
    assert "By hand: Theo changed the category from Network to Access" in why


def test_a_request_of_which_no_rule_speaks_stays_as_it_was_filed(ruled: Workplace) -> None:
    number = ruled.filed("The printer is silent", by=ruled.cast.bob)

    why = ruled.told(ruled.cast.theo.command("/desk", f"why {number}"))
    own = ruled.told(ruled.cast.bob.command("/desk", f"why {number}"))

    assert "Routed as it was filed: no rule of the desk speaks of it." in why
    assert "Routed" not in own


def test_the_desk_suggests_a_category_and_a_technician_confirms_it(office: Workplace) -> None:
    theo = office.cast.theo
    for turn in range(5):
        number = office.filed(f"Printer jam {turn}")
        theo.command("/desk", f"route {number} Hardware")
        theo.command("/desk", f"resolve {number} Took the paper out")
    office.settle()
    number = office.filed("The printer again", by=office.cast.bob)

    before = office.reads(office.card(number))
    theo.clicks(office.card(number), "Confirm category")
    office.settle()

    assert "perhaps Hardware (5 of 5 such requests)" in before
    assert office.request(number).category == "Hardware"
    assert "perhaps" not in office.reads(office.card(number))
