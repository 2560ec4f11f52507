"""Somebody else solves a request; its owner checks with the requester."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.e2e.workplace import Workplace


def test_the_owner_is_asked_to_check_and_presses_done(desk: Workplace) -> None:
    theo, tara = desk.cast.theo, desk.cast.tara
    number = desk.claimed()
    theo.command("/desk", f"escalate {number} tier2 Tried the cable and another laptop")
    desk.settle()

    tara.command("/desk", f"resolve {number} Replaced the switch")
    desk.settle()
    (asked,) = [
        m for m in desk.slack.messages(desk.card(number).channel) if "Please check" in m.text
    ]
    before = desk.told(theo.command("/desk", ""))
    theo.clicks(asked, "Done")
    desk.settle()
    after = desk.told(theo.command("/desk", ""))

    assert "<@U0THEO>" in asked.text
    assert "Solved by others" in before
    assert f"#{number}" in before
    assert "Solved by others" not in after
    assert desk.whispers(theo)[-2] == f"Thank you. You have checked #{number}."


def test_a_request_is_given_back_to_the_tier_below(desk: Workplace) -> None:
    theo, tara = desk.cast.theo, desk.cast.tara
    number = desk.claimed()
    theo.command("/desk", f"escalate {number} tier2 Tried the cable")
    desk.settle()

    said = desk.told(tara.command("/desk", f"escalate {number} back It was the cable after all"))
    again = desk.told(tara.command("/desk", f"escalate {number} back Really"))
    desk.settle()

    assert said == f"#{number} is back with tier 1."
    assert "first tier already" in again
    assert any("back from tier 2 to tier 1" in words for words in desk.thread(desk.card(number)))
