"""Reactions: on a message they file it, on a card they claim it or ask for the solution."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.request import State
from tests.e2e.workplace import CONFIG, Plan, workplace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.e2e.workplace import Workplace


@pytest.fixture
def quiet_desk(database_url: str, tmp_path: Path) -> Iterator[Workplace]:
    """Open a workplace in which only another emoji files, and no reaction does anything else."""
    reactions = '[reactions]\nfile = "sos"\nclaim = ""\nresolve = ""\n'
    plan = Plan(database_url=database_url, folder=tmp_path, config=reactions + CONFIG)
    with workplace(plan) as opened:
        yield opened


def test_a_reaction_files_a_message_for_whoever_wrote_it(desk: Workplace) -> None:
    said = desk.cast.bob.says("The beamer is dark", desk.cast.general)

    desk.cast.theo.reacts("ticket", said)
    desk.settle()

    assert desk.last_number() == 1
    assert len(desk.cards()) == 1
    card = desk.reads(desk.card(1))
    assert "The beamer is dark" in card
    assert "Requester: Bob" in card
    (receipt,) = desk.thread(said)
    assert "We have your request #1." in receipt


def test_two_reactions_in_any_number_of_deliveries_are_one_request(desk: Workplace) -> None:
    desk.slack.deliver_each(3)
    said = desk.cast.bob.says("The beamer is dark", desk.cast.general)

    for person in (desk.cast.theo, desk.cast.alice):
        person.reacts("ticket", said)
    desk.settle()

    assert desk.last_number() == 1
    assert len(desk.thread(said)) == 1


def test_a_message_that_is_a_request_already_says_so(office: Workplace) -> None:
    theo = office.cast.theo
    said = office.cast.bob.says("The beamer is dark", office.cast.intake)
    office.settle()

    theo.reacts("ticket", said)
    office.settle()

    assert office.last_number() == 1
    assert office.whispers(theo) == ["That message belongs to #1 already."]


def test_a_reply_in_a_thread_becomes_a_request_with_that_thread(desk: Workplace) -> None:
    root = desk.cast.alice.says("Who is in today?", desk.cast.general)
    reply = desk.cast.bob.says("Me, but the beamer is dark", desk.cast.general, root)

    desk.cast.theo.reacts("ticket", reply)
    desk.settle()
    desk.cast.bob.says("In room 4", desk.cast.general, root)
    desk.settle()

    assert desk.last_number() == 1
    assert "Me, but the beamer is dark" in desk.reads(desk.card(1))
    assert "We have your request #1." in desk.thread(root)[1]
    assert "In room 4" in desk.thread(desk.card(1))[-1]


def test_a_message_of_another_app_is_filed_for_whoever_marked_it(office: Workplace) -> None:
    said = office.slack.app_posts("Watch", "Disk is full", office.cast.general)

    office.cast.theo.reacts("ticket", said)
    office.settle()

    card = office.reads(office.card(1))
    assert "Disk is full" in card
    assert "Requester: Theo" in card


def test_files_of_a_marked_message_go_to_the_technicians(office: Workplace) -> None:
    said = office.cast.bob.shares("dark.png", office.cast.general, text="Look")

    office.cast.theo.reacts("ticket", said)
    office.settle()

    (copied,) = [m for m in office.slack.messages(office.cast.team.id) if m.files]
    assert copied.files[0]["name"] == "dark.png"


def test_a_message_that_is_gone_is_nobodys_request(office: Workplace) -> None:
    office.slack.hold_deliveries()
    said = office.cast.bob.says("The beamer is dark", office.cast.general)
    office.cast.theo.reacts("ticket", said)
    office.cast.bob.deletes(said)

    office.slack.release_deliveries()
    office.settle()

    assert office.last_number() == 0
    assert office.whispers(office.cast.theo) == []


def test_a_reaction_that_was_taken_back_at_once_files_nothing(office: Workplace) -> None:
    office.slack.hold_deliveries()
    said = office.cast.bob.says("The beamer is dark", office.cast.general)
    office.cast.theo.reacts("ticket", said)
    office.cast.theo.unreacts("ticket", said)

    office.slack.release_deliveries()
    office.settle()

    assert office.last_number() == 0


def test_a_channel_that_is_shared_with_another_company_reads_nothing(desk: Workplace) -> None:
    bob, theo = desk.cast.bob, desk.cast.theo
    shared = desk.slack.add_channel("with-acme", members=[bob, theo], shared=True)
    said = bob.says("The beamer is dark", shared)

    theo.reacts("ticket", said)
    desk.settle()

    assert len(desk.slack.messages(shared.id)) == 1
    assert desk.receipt(1) in bob.inbox


def test_a_guest_cannot_file_by_a_reaction(office: Workplace) -> None:
    gina = office.slack.add_person("Gina", is_restricted=True, announce=True)
    office.slack.add_member(office.cast.general, gina)
    said = office.cast.bob.says("The beamer is dark", office.cast.general)

    gina.reacts("ticket", said)
    office.settle()

    assert office.last_number() == 0
    assert "does not take requests from guests" in office.whispers(gina)[0]


def test_a_message_of_the_bot_itself_is_no_request(office: Workplace) -> None:
    theo, number = office.cast.theo, office.filed()

    for message in (office.card(number), office.receipt(number)):
        (theo if message.channel == office.cast.team.id else office.cast.alice).reacts(
            "ticket", message
        )
    office.settle()

    heard = office.until(lambda: office.whispers(office.cast.alice)[1:], "what Alice is told")
    assert office.last_number() == number
    assert "one of my own messages" in heard[-1]


@pytest.mark.parametrize("seconds", [30, 90])
def test_a_slip_can_be_taken_back_within_a_minute(desk: Workplace, seconds: int) -> None:
    said = desk.cast.bob.says("The beamer is dark", desk.cast.general)
    desk.cast.theo.reacts("ticket", said)
    desk.settle()

    desk.clock.advance(timedelta(seconds=seconds))
    desk.cast.theo.unreacts("ticket", said)
    desk.settle()

    state = State.CANCELLED if seconds < 60 else State.NEW
    assert desk.request(1).state is state


def test_what_somebody_has_touched_is_not_taken_back(office: Workplace) -> None:
    said = office.cast.bob.says("The beamer is dark", office.cast.general)
    office.cast.theo.reacts("ticket", said)
    office.settle()
    office.cast.tara.clicks(office.card(1), "Claim")
    office.settle()

    office.cast.theo.unreacts("ticket", said)
    office.settle()

    assert office.request(1).state is State.CLAIMED


def test_a_card_is_claimed_and_released_by_a_reaction(desk: Workplace) -> None:
    theo, number = desk.cast.theo, desk.filed()

    theo.reacts("eyes", desk.card(number))
    desk.settle()
    claimed = desk.request(number)
    theo.unreacts("eyes", desk.card(number))
    desk.settle()

    assert claimed.state is State.CLAIMED
    assert desk.request(number).state is State.NEW


def test_a_card_that_somebody_else_has_is_told_to_whoever_reacts(office: Workplace) -> None:
    tara, number = office.cast.tara, office.claimed()

    tara.reacts("eyes", office.card(number))
    office.until(lambda: tara.ephemerals, "the refusal")
    tara.unreacts("eyes", office.card(number))
    office.settle()

    assert office.whispers(tara) == [f"#{number} is already with Theo."]
    assert office.request(number).state is State.CLAIMED


def test_the_check_mark_offers_the_form_that_resolves(desk: Workplace) -> None:
    theo, number = desk.cast.theo, desk.claimed()
    before = len(theo.ephemerals)
    desk.slack.deliver_each(2)

    theo.reacts("white_check_mark", desk.card(number))
    desk.until(lambda: len(theo.ephemerals) > before, "the offer")
    desk.settle()
    (offer,) = theo.ephemerals[before:]
    desk.fills(theo, offer, "Resolve…", {"resolution": "A new lamp"})

    assert offer.thread_ts == desk.card(number).ts
    assert desk.request(number).state is State.RESOLVED


def test_reactions_do_what_the_settings_say(quiet_desk: Workplace) -> None:
    desk = quiet_desk
    theo, number = desk.cast.theo, desk.filed()
    said = desk.cast.bob.says("The beamer is dark", desk.cast.general)

    for emoji in ("ticket", "sos"):
        theo.reacts(emoji, said)
    for emoji in ("eyes", "white_check_mark", "tada"):
        theo.reacts(emoji, desk.card(number))
    desk.settle()

    assert desk.last_number() == number + 1
    assert desk.request(number).state is State.NEW
    assert desk.whispers(theo) == []


@pytest.mark.parametrize("text", ["word " * 2000, "🖨️ on 🔥", "الطابعة معطلة", "<!channel> help"])
def test_whatever_was_written_can_be_filed_by_a_reaction(office: Workplace, text: str) -> None:
    said = office.cast.bob.says(text, office.cast.general)

    office.cast.theo.reacts("ticket", said)
    office.settle()

    assert office.last_number() == 1
    assert "<!channel>" not in office.card(1).text
