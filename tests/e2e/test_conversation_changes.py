"""Edits and deletions are followed wherever words stand, and nothing taken back stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.e2e.workplace import INTAKE, TEAM

if TYPE_CHECKING:
    from sandbox import Message
    from tests.e2e.workplace import Workplace

GONE = "its words were deleted"


def filed_in_channel(office: Workplace, text: str) -> Message:
    root = office.cast.alice.says(text, INTAKE)
    office.settle()
    return root


def asked(office: Workplace) -> str:
    """Read the card, its receipt and what is kept of the request's words."""
    with office.bot.office.store.read() as tx:
        texts = tx.requests.by_number(1).texts
    return "\n".join([office.reads(office.card(1)), office.reads(office.receipt(1)), str(texts)])


def test_an_edit_of_the_first_message_rewords_the_request(office: Workplace) -> None:
    root = filed_in_channel(office, "The printre burns\nOn floor 2")

    office.cast.alice.edits(root, "The printer burns\nOn floor 3")
    office.settle()

    assert "The printer burns" in asked(office)
    assert "On floor 3" in asked(office)
    assert "printre" not in asked(office)
    assert "floor 2" not in asked(office)


def test_what_was_added_stays_when_the_first_message_is_edited(office: Workplace) -> None:
    root = filed_in_channel(office, "The printre burns")
    office.fills(
        office.cast.alice, office.receipt(1), "Add details", {"details": "It smells as well"}
    )

    office.cast.alice.edits(root, "The printer burns")
    office.settle()

    assert "The printer burns" in asked(office)
    assert "It smells as well" in asked(office)


def test_an_edit_of_a_mention_leaves_the_bots_name_out(office: Workplace) -> None:
    root = office.cast.alice.says(office.mention("VPN is down"), office.cast.general)
    office.settle()

    office.cast.alice.edits(root, office.mention("VPN is slow"))
    office.settle()

    assert "title='VPN is slow'" in asked(office)


@pytest.mark.parametrize("answered", [False, True], ids=["alone", "with replies"])
def test_deleting_the_first_message_keeps_the_request(office: Workplace, *, answered: bool) -> None:
    alice = office.cast.alice
    root = alice.says("My salary is wrong", INTAKE)
    office.settle()
    if answered:
        alice.says("It still is", INTAKE, root)
        office.settle()

    alice.deletes(root)
    office.settle()

    assert GONE in office.reads(office.card(1))
    assert "salary" not in asked(office)
    assert "salary" not in str(kept(office))
    assert office.request(1).is_open


def test_a_tombstone_of_a_deleted_root_is_followed_without_a_receipt(office: Workplace) -> None:
    alice = office.cast.alice
    root = alice.dms("My salary is wrong")
    office.settle()

    alice.deletes(root)
    office.settle()

    assert "salary" not in asked(office)
    assert office.request(1).is_open


def test_a_deleted_note_leaves_no_words_behind(office: Workplace) -> None:
    theo = office.cast.theo
    number = office.claimed()
    note = theo.says("// she is cross", TEAM, office.card(number))
    office.settle()

    theo.deletes(note)
    office.settle()

    assert "cross" not in str(kept(office))


def test_a_note_that_becomes_words_can_be_sent(office: Workplace) -> None:
    theo = office.cast.theo
    number = office.claimed()
    note = theo.says("// restart it", TEAM, office.card(number))
    office.settle()

    theo.edits(note, "Restart it")
    office.settle()
    before = answers(office, number)
    theo.clicks(theo.ephemerals[-1], "Send to requester")
    office.until(lambda: answers(office, number), "the words")

    assert before == []
    assert answers(office, number) == ["Theo (help desk)\nRestart it"]


def test_an_edit_after_the_undo_stays_among_colleagues(office: Workplace) -> None:
    theo = office.cast.theo
    number = office.claimed()
    said = theo.says("Oops", TEAM, office.card(number))
    office.settle()
    theo.clicks(theo.ephemerals[-1], "Undo")
    office.settle()

    theo.edits(said, "Oops, wrong request")
    office.settle()

    assert answers(office, number) == []


@pytest.mark.parametrize("reset", ["before", "after"])
def test_an_undo_takes_back_what_may_or_may_not_have_arrived(
    office: Workplace, *, reset: str
) -> None:
    theo = office.cast.theo
    number = office.claimed()
    office.slack.faults.fail("chat.postMessage", reset=reset)  # type: ignore[arg-type] # one of the two
    theo.says("Wrong request", TEAM, office.card(number))
    office.until(lambda: "Sent to" in office.whispers(theo)[-1], "the offer to take it back")

    theo.clicks(theo.ephemerals[-1], "Undo")
    office.settle()

    assert answers(office, number) == []


@pytest.mark.parametrize("reset", ["before", "after"])
def test_a_deletion_takes_the_words_away_that_may_or_may_not_have_arrived(
    office: Workplace, *, reset: str
) -> None:
    theo = office.cast.theo
    number = office.claimed()
    office.slack.faults.fail("chat.postMessage", reset=reset)  # type: ignore[arg-type] # one of the two
    said = theo.says("Her password is 1234", TEAM, office.card(number))
    office.slack.settle()

    theo.deletes(said)
    office.settle()

    assert not any("1234" in line for line in office.thread(office.receipt(number)))


def test_two_people_who_write_at_the_same_moment_are_both_heard(office: Workplace) -> None:
    alice, theo = office.cast.alice, office.cast.theo
    number = office.claimed()

    office.slack.hold_deliveries()
    theo.says("Which office?", TEAM, office.card(number))
    alice.dms("It is the office in Berlin", office.receipt(number))
    office.slack.release_deliveries("reversed")
    office.settle()

    assert answers(office, number) == ["Theo (help desk)\nWhich office?"]
    shown = office.thread(office.card(number))[-1]
    assert shown == "Alice (requester)\nIt is the office in Berlin"


def answers(office: Workplace, number: int) -> list[str]:
    return [line for line in office.thread(office.receipt(number)) if "(help desk)" in line]


def kept(office: Workplace) -> list[str]:
    """Read every word that is kept of threads."""
    with office.bot.office.store.database.read() as connection:
        rows = connection.exec_driver_sql(
            "SELECT text FROM thread_messages UNION SELECT word FROM request_words"
        )
        return [row[0] for row in rows]
