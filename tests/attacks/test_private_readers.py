"""Whoever may no longer read a private request, and whoever never could."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from bot.usecases.company import directory
from storage.conversations import Side

if TYPE_CHECKING:
    from sandbox import Message
    from tests.e2e.workplace import Workplace

TITLE: Final = "Quince about my salary"


@pytest.mark.parametrize("way", ["told", "read again"])
def test_an_owner_who_has_left_the_team_reads_no_further_word(
    workshop: Workplace, way: str
) -> None:
    cast = workshop.cast
    number = _claimed(workshop)
    thread = _owners(workshop, number)

    if way == "told":
        workshop.slack.remove_member(cast.team, cast.theo)
    else:
        # The event was lost, and the members are read again.
        directory.learn_members(workshop.bot.office, desk_key="it", slack_ids=[cast.tara.id])
    workshop.settle()
    cast.alice.dms("And a mirabelle besides", workshop.receipt(number))
    receipt = workshop.receipt(number)
    cast.alice.shares("payslip.txt", receipt.channel, thread=receipt)
    workshop.settle()
    cast.mona.command("/desk", f"priority {number} P1")
    workshop.settle()

    assert not any("mirabelle" in line for line in workshop.thread(thread))
    assert not any("payslip" in line for line in workshop.thread(thread))


def test_whoever_owns_it_next_reads_what_was_said_meanwhile(workshop: Workplace) -> None:
    cast = workshop.cast
    number = _claimed(workshop)
    workshop.slack.remove_member(cast.team, cast.theo)
    workshop.settle()
    cast.alice.dms("And a mirabelle besides", workshop.receipt(number))
    workshop.settle()

    cast.mona.command("/desk", f"assign {number} @tara")
    workshop.settle()

    assert any("mirabelle" in line for line in workshop.thread(_owners(workshop, number)))


def test_nobody_learns_the_number_under_which_a_message_was_filed_in_private(
    workshop: Workplace,
) -> None:
    alice, bob = workshop.cast.alice, workshop.cast.bob
    said = alice.says("My pay is wrong", workshop.cast.general)
    alice.shortcut("file_as_request", said)
    workshop.until(lambda: alice.view, "the form")
    alice.submits({"private": ["private"]})
    workshop.settle()

    bob.reacts("ticket", said)
    bob.shortcut("file_as_request", said)
    workshop.settle()
    workshop.until(lambda: len(workshop.whispers(bob)) > 1, "both answers")

    assert workshop.request(1).private
    assert workshop.whispers(bob) == ["That message has been filed already."] * 2


def _claimed(workshop: Workplace) -> int:
    alice = workshop.cast.alice
    alice.command("/request")
    workshop.until(lambda: alice.view, "the form")
    alice.submits({"title": TITLE, "private": ["private"]})
    workshop.settle()
    number = workshop.last_number()
    workshop.cast.theo.command("/desk", f"claim {number}")
    workshop.settle()
    return number


def _owners(workshop: Workplace, number: int) -> Message:
    with workshop.bot.office.store.read() as tx:
        thread = tx.conversations.of(tx.requests.by_number(number).request.id, Side.OWNER)
    assert thread is not None
    found = [m for m in workshop.slack.messages(thread.channel or "") if m.ts == thread.message_ts]
    return found[0]
