"""Channels in which people just talk: what becomes a request there, and what does not."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.e2e.workplace import Workplace


def test_what_somebody_says_in_one_breath_is_one_request(desk: Workplace) -> None:
    bob = desk.cast.bob

    first = bob.says("The beamer is dark", desk.cast.intake)
    desk.slack.settle()
    desk.clock.advance(timedelta(seconds=30))
    later = bob.says("The one in room 4", desk.cast.intake)
    desk.settle()
    bob.says("It is the lamp", desk.cast.intake, later)
    desk.settle()

    assert desk.last_number() == 1
    assert len(desk.cards()) == 1
    card = desk.reads(desk.card(1))
    assert card.index("The beamer is dark") < card.index("The one in room 4")
    assert len(desk.thread(first)) == 1
    assert desk.thread(desk.card(1)) == ["Bob (requester)\nIt is the lamp"]


def test_direct_messages_in_one_breath_are_one_request(desk: Workplace) -> None:
    for text in ("I cannot log in", "The error is 12"):
        desk.cast.alice.dms(text)
    desk.settle()

    assert desk.last_number() == 1
    assert "The error is 12" in desk.reads(desk.card(1))


def test_one_breath_delivered_in_any_order_is_one_request(desk: Workplace) -> None:
    desk.slack.deliver_each(2)
    desk.slack.hold_deliveries()
    for index in range(4):
        desk.cast.bob.says(f"Line {index}", desk.cast.intake)
        desk.clock.advance(timedelta(seconds=5))

    desk.slack.release_deliveries("shuffled", seed=3)
    desk.settle()

    card = desk.reads(desk.card(1))
    assert desk.last_number() == 1
    assert [index for index in range(4) if card.count(f"Line {index}") < 1] == []


def test_a_command_does_not_go_on_with_what_was_said(office: Workplace) -> None:
    number = office.filed("The beamer is dark")

    office.cast.alice.dms("And I cannot log in")
    office.settle()

    assert office.last_number() == number + 1


@pytest.mark.parametrize("text", ["Good morning all!", ":thumbsup:", ":megaphone: Lunch", "Merci"])
def test_pleasantries_and_announcements_are_left_alone(office: Workplace, text: str) -> None:
    office.cast.bob.says(text, office.cast.intake)
    office.settle()

    assert office.last_number() == 0
    assert office.whispers(office.cast.bob) == []


def test_a_greeting_with_a_request_is_a_request(office: Workplace) -> None:
    office.cast.bob.says("Hi, my laptop is dead", office.cast.intake)
    office.settle()

    assert office.last_number() == 1


def test_whoever_greets_the_bot_is_told_how_it_helps(desk: Workplace) -> None:
    alice = desk.cast.alice
    desk.slack.deliver_each(2)

    alice.dms("Hello!")
    desk.until(lambda: alice.ephemerals, "the help")
    desk.settle()

    assert ["/request TEXT" in said for said in desk.whispers(alice)] == [True]
    assert desk.last_number() == 0


@pytest.mark.parametrize(
    "text", ["word " * 2000, "🖨️ on 🔥 since noon", "الطابعة لا تعمل", "<!channel> is loud"]
)
def test_whatever_somebody_says_becomes_a_request_that_pings_nobody(
    office: Workplace, text: str
) -> None:
    said = office.cast.bob.says(text, office.cast.intake)
    office.settle()

    assert office.last_number() == 1
    assert len(office.thread(said)) == 1
    for shown in (office.card(1), *office.slack.messages(office.cast.intake.id)[1:]):
        assert "<!channel>" not in shown.text
