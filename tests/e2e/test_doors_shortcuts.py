"""Shortcuts: from the menu of the app, and on a message that somebody wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sandbox import Message, Outcome, Person
    from tests.e2e.workplace import Workplace

FILE, ADD = "file_as_request", "add_to_request"


def test_the_global_shortcut_opens_the_form(desk: Workplace) -> None:
    alice = desk.cast.alice

    alice.shortcut("new_request")
    desk.until(lambda: alice.view, "the form")
    alice.submits({"title": "A second screen"})
    desk.settle()

    assert "A second screen" in desk.reads(desk.card(1))
    assert desk.receipt(1) in alice.inbox


def test_a_message_becomes_a_request_of_whoever_wrote_it(desk: Workplace) -> None:
    said = desk.cast.bob.says("The beamer is dark\nIn room 4", desk.cast.general)

    _chooses(desk, desk.cast.theo, FILE, said, {})

    card = desk.reads(desk.card(1))
    assert "#1 The beamer is dark" in card
    assert "In room 4" in card
    assert "Requester: Bob" in card
    (receipt,) = desk.thread(said)
    assert "We have your request #1." in receipt


def test_what_the_message_says_can_be_put_better(office: Workplace) -> None:
    said = office.cast.bob.says("no pic", office.cast.general)

    _chooses(office, office.cast.theo, FILE, said, {"title": "The beamer is dark"})

    assert "#1 The beamer is dark" in office.reads(office.card(1))
    assert len(office.thread(said)) == 1


def test_the_form_carries_no_words_beside_its_fields(office: Workplace) -> None:
    theo = office.cast.theo
    said = office.cast.bob.says("My secret", office.cast.general)

    theo.shortcut(FILE, said)
    view = office.until(lambda: theo.view, "the form")

    assert view is not None
    assert "secret" not in view.payload["private_metadata"]


def test_the_same_message_by_another_door_is_the_same_request(desk: Workplace) -> None:
    theo = desk.cast.theo
    said = desk.cast.bob.says("The beamer is dark", desk.cast.intake)
    desk.settle()

    theo.shortcut(FILE, said)
    desk.until(lambda: theo.ephemerals, "the answer")
    theo.reacts("ticket", said)
    desk.settle()

    assert desk.last_number() == 1
    assert "That message belongs to #1 already." in desk.whispers(theo)[0]


def test_a_message_that_was_filed_meanwhile_keeps_the_form_open(office: Workplace) -> None:
    theo, said = office.cast.theo, office.cast.bob.says("Dark", office.cast.general)
    theo.shortcut(FILE, said)
    office.until(lambda: theo.view, "the form")
    office.cast.alice.reacts("ticket", said)
    office.settle()

    outcome = theo.submits({})

    # First the form says that it looks like one that is open.
    errors = outcome.errors or theo.submits({}).errors
    assert errors["title"] == "That message belongs to #1 already."
    assert office.last_number() == 1


def test_in_a_channel_that_the_bot_cannot_see_the_talk_is_in_direct_messages(
    desk: Workplace,
) -> None:
    bob, theo = desk.cast.bob, desk.cast.theo
    hidden = desk.slack.add_channel("hidden", members=[bob, theo], bot=False, private=True)
    said = bob.says("The beamer is dark", hidden)

    _chooses(desk, theo, FILE, said, {})

    assert desk.receipt(1) in bob.inbox
    assert desk.thread(said) == []


def test_in_a_channel_shared_with_another_company_no_word_goes_back(desk: Workplace) -> None:
    bob, theo = desk.cast.bob, desk.cast.theo
    shared = desk.slack.add_channel("with-acme", members=[bob, theo], shared=True)
    said = bob.says("The beamer is dark", shared)

    _chooses(desk, theo, FILE, said, {})
    theo.clicks(desk.card(1), "Claim")
    desk.settle()
    theo.says("It is the lamp", desk.cast.team, desk.card(1))
    desk.settle()

    assert desk.receipt(1) in bob.inbox
    assert len(desk.slack.messages(shared.id)) == 1


def test_a_private_request_leaves_the_channel_of_its_message(office: Workplace) -> None:
    said = office.cast.bob.says("My salary is wrong", office.cast.general)

    _chooses(office, office.cast.bob, FILE, said, {"private": ["private"]})

    assert office.thread(said) == []
    assert office.receipt(1) in office.cast.bob.inbox


@pytest.mark.parametrize("name", [FILE, ADD])
def test_a_message_of_the_bot_is_refused_kindly(office: Workplace, name: str) -> None:
    number, theo = office.filed(), office.cast.theo

    theo.shortcut(name, office.card(number))
    office.until(lambda: theo.ephemerals, "the answer")

    assert "one of my own messages" in office.whispers(theo)[0]
    assert theo.view is None


def test_a_message_of_another_app_is_filed_for_whoever_chose_it(office: Workplace) -> None:
    said = office.slack.app_posts("Watch", "Disk is full", office.cast.general)

    _chooses(office, office.cast.theo, FILE, said, {})

    card = office.reads(office.card(1))
    assert "Disk is full" in card
    assert "Requester: Theo" in card


@pytest.mark.parametrize("text", ["word " * 2000, "🖨️ on 🔥", "الطابعة معطلة", "<!channel> help"])
def test_whatever_was_written_fits_into_the_form(office: Workplace, text: str) -> None:
    said = office.cast.bob.says(text, office.cast.general)

    _chooses(office, office.cast.theo, FILE, said, {})

    assert office.last_number() == 1
    assert "<!channel>" not in office.card(1).text


def test_a_message_is_added_to_a_request_that_is_there(desk: Workplace) -> None:
    alice, number = desk.cast.alice, desk.filed("The beamer is dark")
    said = desk.cast.bob.says("It is the lamp, I think", desk.cast.general)

    for _ in range(2):
        _chooses(desk, alice, ADD, said, {"known": str(number)})

    assert desk.thread(desk.card(number)) == ["Bob (bystander)\nIt is the lamp, I think"]
    assert f"Added to #{number}." in desk.whispers(alice)
    assert desk.last_number() == number


def test_a_technician_adds_to_any_request_by_its_number(desk: Workplace) -> None:
    number = desk.filed("The beamer is dark")
    said = desk.cast.alice.says("It smells, too", desk.cast.general)

    _chooses(desk, desk.cast.theo, ADD, said, {"into": f"#{number}"})

    assert desk.thread(desk.card(number)) == ["Alice (requester)\nIt smells, too"]


def test_nothing_is_added_to_what_is_somebody_elses_or_over(office: Workplace) -> None:
    bob, number = office.cast.bob, office.filed("The beamer is dark")
    office.filed("My mouse", by=bob)
    said = bob.says("Me, too", office.cast.general)
    office.cast.alice.command("/desk", f"cancel {number}")
    office.settle()

    foreign = _chooses(office, bob, ADD, said, {"into": str(number)})
    nothing = bob.submits({"into": "many"})
    over = _chooses(office, office.cast.theo, ADD, said, {"into": str(number)})

    assert foreign.errors["into"].startswith("Only the person who filed")
    assert nothing.errors["into"] == "Please choose a request, or give a number such as 42."
    assert over.errors["into"].startswith(f"#{number} is over")


def test_a_message_that_the_bot_cannot_read_is_not_added(office: Workplace) -> None:
    alice = office.cast.alice
    office.filed("The beamer is dark")
    hidden = office.slack.add_channel("hidden", members=[alice], bot=False, private=True)
    before = len(alice.ephemerals)

    alice.shortcut(ADD, alice.says("It is the lamp", hidden))
    office.until(lambda: len(alice.ephemerals) > before, "the answer")

    assert "I cannot read that channel" in office.whispers(alice)[-1]


def test_whoever_has_no_request_is_told_how_to_make_one(office: Workplace) -> None:
    bob = office.cast.bob

    bob.shortcut(ADD, bob.says("It is the lamp", office.cast.general))
    office.until(lambda: bob.ephemerals, "the answer")

    assert '"File as request" makes one of it.' in office.whispers(bob)[0]


def _chooses(
    desk: Workplace, person: Person, name: str, on: Message, values: Mapping[str, object]
) -> Outcome:
    """Choose a shortcut on a message and send the form that opens, if one does."""
    before = len(person.ephemerals)
    person.shortcut(name, on)
    desk.until(lambda: person.view or len(person.ephemerals) > before, "the form")
    if person.view is None:
        return person.command("/request", "help")
    outcome = person.submits(values)
    desk.settle()
    return outcome
