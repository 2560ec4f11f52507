"""Every way in gives one numbered request with one card and one receipt."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sandbox import Message
    from tests.e2e.workplace import Workplace


def test_the_form_files_a_request(desk: Workplace) -> None:
    bob = desk.cast.bob
    wish = {
        "title": "Access to the wiki",
        "details": "The team space, please",
        "purpose": "Writing the handbook",
        "category": "Access",
        "urgency": "P2",
    }

    bob.command("/request")
    desk.until(lambda: bob.view, "the form")
    bob.submits(wish)
    desk.settle()

    card = desk.reads(desk.card(1))
    for words in ("#1 Access to the wiki", "Writing the handbook", "P2", "Access", "Bob"):
        assert words in card
    assert desk.receipt(1) in bob.inbox
    assert "We have your request #1." in desk.reads(desk.receipt(1))


def test_somebody_files_for_somebody_else(desk: Workplace) -> None:
    alice, bob = desk.cast.alice, desk.cast.bob

    alice.command("/request")
    desk.until(lambda: alice.view, "the form")
    alice.submits({"title": "A chair for Bob", "requester": bob.id})
    desk.settle()

    assert desk.receipt(1) in bob.inbox
    assert "Bob" in desk.reads(desk.card(1))


def test_a_line_of_text_files_a_request_at_once(desk: Workplace) -> None:
    alice = desk.cast.alice

    outcome = alice.command("/request", "VPN is down")
    desk.settle()
    filed = desk.reads(desk.card(1))
    desk.fills(alice, outcome.ephemerals[0], "Add details", {"details": "Since this morning"})

    assert "We have your request #1. A person will answer by" in desk.told(outcome)
    assert "#1 VPN is down" in filed
    assert "Since this morning" in desk.reads(desk.card(1))
    assert desk.receipt(1) in alice.inbox


def test_a_requester_finds_own_requests_again(desk: Workplace) -> None:
    alice, bob = desk.cast.alice, desk.cast.bob
    desk.filed("VPN is down")
    desk.filed("Mouse is broken", by=bob)

    listed = desk.told(alice.command("/request", "list"))
    one = desk.told(alice.command("/request", "1"))
    explained = desk.told(alice.command("/request", "help"))

    assert "You have 1 request" in listed
    assert "VPN is down" in listed
    assert "Mouse" not in listed
    assert "#1 VPN is down" in one
    assert "/request TEXT" in explained


def test_a_mention_files_a_request_with_the_receipt_in_its_thread(desk: Workplace) -> None:
    said = desk.cast.alice.says(desk.mention("the printer is on fire"), desk.cast.general)
    desk.settle()

    _stands_once(desk, said, "the printer is on fire")


def test_a_direct_message_files_a_request(desk: Workplace) -> None:
    said = desk.cast.alice.dms("I cannot log in")
    desk.settle()

    _stands_once(desk, said, "I cannot log in")


def test_a_message_in_an_intake_channel_files_a_request(desk: Workplace) -> None:
    said = desk.cast.bob.says("The beamer is dark", desk.cast.intake)
    desk.settle()

    _stands_once(desk, said, "The beamer is dark")


def test_a_mention_in_an_intake_channel_files_one_request(desk: Workplace) -> None:
    said = desk.cast.bob.says(f"Hello {desk.mention('the beamer is dark')}", desk.cast.intake)
    desk.settle()

    _stands_once(desk, said, "the beamer is dark")


def test_help_by_mention_files_nothing(desk: Workplace) -> None:
    alice = desk.cast.alice

    alice.says(desk.mention("help"), desk.cast.general)
    desk.until(lambda: alice.ephemerals, "the help")

    assert "/request TEXT" in desk.whispers(alice)[0]
    assert desk.last_number() == 0


def test_help_in_a_direct_message_files_nothing(desk: Workplace) -> None:
    alice = desk.cast.alice

    alice.dms("Help")
    desk.until(lambda: alice.ephemerals, "the help")

    assert "/request TEXT" in desk.whispers(alice)[0]
    assert desk.last_number() == 0


def test_a_file_that_somebody_shares_goes_to_the_technicians(desk: Workplace) -> None:
    desk.cast.alice.shares("screen.png", text="This is what I see")
    desk.settle()

    (copied,) = [m for m in desk.slack.messages(desk.cast.team.id) if m.files]
    assert copied.files[0]["name"] == "screen.png"
    assert copied.thread_ts == desk.card(1).ts


def _stands_once(desk: Workplace, said: Message, title: str) -> None:
    assert desk.last_number() == 1
    assert len(desk.cards()) == 1
    assert title in desk.reads(desk.card(1))
    (receipt,) = desk.thread(said)
    assert "We have your request #1." in receipt


def test_somebody_whom_the_desk_has_never_met_can_look_around(office: Workplace) -> None:
    newcomer = office.slack.add_person("Nils")

    answers = [
        newcomer.command(command, text).ephemerals[0].text
        for command, text in (("/request", "list"), ("/desk", "me"), ("/desk", "help"))
    ]
    number = office.filed("My badge does not work", by=newcomer)

    assert "no requests" in answers[0]
    assert "not named anywhere" in answers[1]
    assert office.request(number).requester_id is not None
