"""Whoever is about to file something twice sees it first, and nothing that was typed is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sandbox import Outcome, Person
    from tests.e2e.workplace import Workplace

SAME = {"title": "VPN does not connect", "details": "Only from home"}


def sent(desk: Workplace, person: Person, values: Mapping[str, object]) -> Outcome:
    """Have somebody fill in the form of a new request and press Send once."""
    person.command("/request")
    desk.until(lambda: person.view, "the form")
    outcome = person.submits(values)
    desk.settle()
    return outcome


def shown(desk: Workplace, person: Person) -> str:
    assert person.view is not None
    return desk.slack.read(person.view)


def test_the_form_names_what_is_open_already(desk: Workplace) -> None:
    for place in range(7):
        desk.filed(f"Printer {place} is on fire")
    alice = desk.cast.alice

    alice.command("/request")
    desk.until(lambda: alice.view, "the form")

    assert "You have open already: #7 Printer 6 is on fire, " in shown(desk, alice)
    assert "and 2 more." in shown(desk, alice)


def test_something_alike_is_shown_once_before_it_is_filed(desk: Workplace) -> None:
    desk.filed("VPN is down")
    alice = desk.cast.alice

    sent(desk, alice, SAME)
    warned, filed = shown(desk, alice), desk.last_number()
    alice.submits({})
    desk.settle()

    assert "Is it one of yours that is open already?" in warned
    assert "#1 VPN is down" in warned
    assert filed == 1
    assert alice.view is None
    card = desk.reads(desk.card(2))
    assert "VPN does not connect" in card
    assert "Only from home" in card


def test_what_was_typed_can_be_added_to_the_open_one_instead(desk: Workplace) -> None:
    number, alice = desk.filed("VPN is down"), desk.cast.alice
    sent(desk, alice, SAME)
    assert alice.view is not None

    alice.clicks(alice.view, f"Add to #{number} instead")
    desk.until(lambda: "Nothing new was filed" in shown(desk, alice), "the answer")
    desk.settle()

    assert desk.last_number() == 1
    assert "Only from home" in desk.reads(desk.card(number))


def test_of_others_only_the_number_is_told_and_where_to_read_along(desk: Workplace) -> None:
    desk.filed("VPN is down", by=desk.cast.bob)
    desk.cast.mona.says("The VPN is broken", desk.cast.intake)
    desk.settle()
    alice = desk.cast.alice

    sent(desk, alice, SAME)

    told = shown(desk, alice)
    assert "2 colleagues told us about something like it" in told
    assert "conversation 1" in told
    assert "conversation 2" not in told
    for secret in ("VPN is down", "broken", "Bob"):
        assert secret not in told


def test_something_else_is_filed_at_once(desk: Workplace) -> None:
    desk.filed("The printer is down")

    sent(desk, desk.cast.alice, SAME)

    assert desk.last_number() == 2


def test_a_command_files_at_once_and_mentions_what_may_be_the_same(desk: Workplace) -> None:
    desk.filed("VPN is down")
    desk.filed("The vpn is slow", by=desk.cast.bob)

    told = desk.told(desk.cast.alice.command("/request", "VPN does not connect"))

    assert desk.last_number() == 3
    assert "Is it the same as #1 VPN is down? Then type /desk cancel 3," in told
    assert "slow" not in told


def test_a_button_that_came_too_late_says_so_above_the_form(desk: Workplace) -> None:
    number, alice = desk.filed("VPN is down"), desk.cast.alice
    sent(desk, alice, SAME)
    form = alice.view
    assert form is not None
    desk.slack.faults.fail("views.update", error="not_found")

    alice.clicks(form, f"Add to #{number} instead")
    desk.settle()

    assert "Only from home" in desk.reads(desk.card(number))
