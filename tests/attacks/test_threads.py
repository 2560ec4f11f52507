"""Who may pose as whom in a thread, and what must not reach the requester."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.usecases import talk
from bot.usecases.office import Act
from storage.outbox import Errand, OutboxKind
from tests.e2e.workplace import INTAKE, TEAM

if TYPE_CHECKING:
    from tests.e2e.workplace import Workplace


def test_a_passer_by_does_not_pass_for_the_help_desk(workshop: Workplace) -> None:
    alice, bob = workshop.cast.alice, workshop.cast.bob
    asked = alice.says("The beamer is dark", INTAKE)
    workshop.settle()

    bob.says("Just hit it", INTAKE, asked)
    workshop.settle()

    relayed = workshop.thread(workshop.card(1))[-1]
    assert "Just hit it" in relayed
    assert "help desk" not in relayed
    assert "bystander" in relayed


def test_an_answer_that_becomes_a_note_is_taken_back(workshop: Workplace) -> None:
    theo = workshop.cast.theo
    number = workshop.claimed()
    said = theo.says("It is his own fault", TEAM, workshop.card(number))
    workshop.settle()
    before = workshop.thread(workshop.receipt(number))

    theo.edits(said, "// It is his own fault")
    workshop.settle()

    assert any("fault" in reply for reply in before)
    assert not any("fault" in reply for reply in workshop.thread(workshop.receipt(number)))


def test_a_note_stays_a_note_whoever_edits_it(workshop: Workplace) -> None:
    theo = workshop.cast.theo
    number = workshop.claimed()
    said = theo.says("// Ask the vendor", TEAM, workshop.card(number))
    workshop.settle()

    theo.edits(said, "Ask the vendor twice")
    theo.command("/desk", f"hold {number} vendor They know nothing")
    theo.command("/desk", f"escalate {number} lead Nobody knows anything")
    workshop.settle()

    inbox = map(workshop.reads, workshop.cast.alice.inbox)
    read = [*workshop.thread(workshop.receipt(number)), *inbox]
    assert not any("vendor twice" in text or "know" in text for text in read)


def test_what_was_taken_back_can_be_sent_again(workshop: Workplace) -> None:
    theo = workshop.cast.theo
    number = workshop.claimed()
    said = theo.says("Please restart", TEAM, workshop.card(number))
    workshop.settle()
    office = workshop.bot.office
    with office.store.read() as tx:
        message = tx.messages.at(TEAM, said.ts)
    assert message is not None

    undo, send = (
        Act(slack_id=theo.id, key=key, now=workshop.clock.now()) for key in ("undo", "send")
    )
    talk.undo(office, undo, message_id=message.id)
    workshop.settle()
    taken_back = workshop.thread(workshop.receipt(number))
    talk.send_after_all(office, send, message_id=message.id)
    workshop.settle()

    assert not any("Please restart" in reply for reply in taken_back)
    sent = workshop.thread(workshop.receipt(number))
    assert len([reply for reply in sent if "Please restart" in reply]) == 1


def test_a_row_that_cannot_be_put_together_does_not_hold_its_lane_for_ever(
    workshop: Workplace,
) -> None:
    with workshop.bot.office.store.write() as tx:
        tx.outbox.add(Errand(kind=OutboxKind.DIGEST, lane=TEAM), now=workshop.clock.now())

    number = workshop.filed()

    assert workshop.card(number) in workshop.cards()
