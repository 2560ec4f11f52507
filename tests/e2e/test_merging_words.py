"""What is said about requests that are part of one another, and who reads it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.e2e.workplace import TEAM

if TYPE_CHECKING:
    from sandbox import Person
    from tests.e2e.workplace import Workplace


def test_words_of_a_part_are_heard_where_the_work_goes_on_and_answered_there(
    desk: Workplace,
) -> None:
    theo, bob = desk.cast.theo, desk.cast.bob
    whole, part = _merged(desk)

    bob.dms("Is it the gateway?", desk.receipt(part))
    desk.settle()
    theo.says("It is, ten more minutes", TEAM, desk.card(whole))
    desk.settle()

    assert f"Bob (requester of #{part})\nIs it the gateway?" in desk.thread(desk.card(whole))
    assert not any("gateway" in line for line in desk.thread(desk.card(part)))
    for number in (whole, part):
        answers = [line for line in desk.thread(desk.receipt(number)) if "ten more" in line]
        assert answers == ["Theo (help desk)\nIt is, ten more minutes"]


def test_one_person_reads_an_answer_once(office: Workplace) -> None:
    theo = office.cast.theo
    whole, part = office.claimed("VPN is down"), office.filed("No VPN")
    theo.command("/desk", f"merge {part} into {whole}")
    office.settle()

    theo.says("Ten more minutes", TEAM, office.card(whole))
    office.settle()

    read = [line for line in _inbox(office, office.cast.alice) if "Ten more minutes" in line]
    assert len(read) == 1
    assert "in the conversation of" in office.reads(office.receipt(part))


def test_edits_and_second_thoughts_follow_into_every_conversation(office: Workplace) -> None:
    theo, bob = office.cast.theo, office.cast.bob
    whole, part = _merged(office)
    edited = theo.says("Ten more hours", TEAM, office.card(whole))
    office.settle()
    theo.says("Wrong thread", TEAM, office.card(whole))
    office.settle()

    theo.clicks(theo.ephemerals[-1], "Undo")
    theo.edits(edited, "Ten more minutes")
    asked = bob.dms("Which gatway?", office.receipt(part))
    office.settle()
    bob.edits(asked, "Which gateway?")
    office.settle()

    for number in (whole, part):
        answers = [line for line in office.thread(office.receipt(number)) if "Theo (" in line]
        assert answers == ["Theo (help desk)\nTen more minutes"]
    assert office.thread(office.card(whole))[-1].endswith("Which gateway?")


def test_what_was_said_before_stays_where_it_is(office: Workplace) -> None:
    theo, bob = office.cast.theo, office.cast.bob
    whole, part = office.claimed("VPN is down"), office.claimed("No VPN", by=theo)
    office.clock.advance(timedelta(minutes=1))
    early = theo.says("Restart it", TEAM, office.card(whole))
    before = bob.dms("Hello", office.receipt(office.filed("Nothing works", by=bob)))
    office.settle()
    last = office.last_number()
    office.clock.advance(timedelta(minutes=1))
    for number in (part, last):
        theo.command("/desk", f"merge {number} into {whole}")
    office.settle()

    theo.edits(early, "Restart it twice")
    bob.edits(before, "Hello again")
    office.settle()

    assert not any("Restart it" in line for line in _inbox(office, bob))
    assert "Bob (requester)\nHello again" in office.thread(office.card(last))
    assert not any("Hello" in line for line in office.thread(office.card(whole)))


def test_what_is_written_at_the_card_of_a_part_stays_there_with_a_hint(desk: Workplace) -> None:
    theo = desk.cast.theo
    whole, part = _merged(desk)

    theo.says("Did anybody call the provider?", TEAM, desk.card(part))
    desk.settle()

    assert desk.whispers(theo)[-1].startswith("Only your colleagues see this.")
    assert f"The work goes on at #{whole}." in desk.whispers(theo)[-1]
    assert not any("provider" in line for line in _inbox(desk, desk.cast.bob))


def test_after_taking_out_the_conversations_are_separate_again(office: Workplace) -> None:
    theo, bob = office.cast.theo, office.cast.bob
    whole, part = _merged(office)
    theo.command("/desk", f"unmerge {part}")
    office.settle()

    bob.dms("Still nothing", office.receipt(part))
    theo.says("It is the gateway", TEAM, office.card(whole))
    office.settle()

    assert "Bob (requester)\nStill nothing" in office.thread(office.card(part))
    assert not any("Still nothing" in line for line in office.thread(office.card(whole)))
    assert not any("It is the gateway" in line for line in _inbox(office, bob))


def _merged(desk: Workplace) -> tuple[int, int]:
    """Have Bob's request be part of Alice's, which is Theo's."""
    whole, part = desk.claimed("VPN is down"), desk.filed("No VPN", by=desk.cast.bob)
    desk.cast.theo.command("/desk", f"merge {part} into {whole}")
    desk.settle()
    return whole, part


def _inbox(desk: Workplace, person: Person) -> list[str]:
    return [desk.reads(message) for message in person.inbox]
