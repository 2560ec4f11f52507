"""What somebody writes after the end becomes a request that goes on with the old one."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.request import State
from tests.e2e.workplace import INTAKE, TEAM

if TYPE_CHECKING:
    from tests.e2e.workplace import Workplace


def test_a_message_after_closing_opens_a_request_that_goes_on_with_it(desk: Workplace) -> None:
    alice = desk.cast.alice
    old = _closed(desk)
    desk.cast.theo.command("/desk", f"route {old} Network")
    before = desk.receipt(old)

    alice.dms("The VPN is down again\nSince this morning", before)
    desk.settle()

    new = desk.last_number()
    request = desk.request(new)
    assert new == old + 1
    assert (request.state, request.follows, request.channel) == (State.NEW, old, "thread")
    assert f"#{new} The VPN is down again" in desk.reads(desk.card(new))
    assert "Since this morning" in desk.reads(desk.card(new))
    assert f"Goes on with #{old}." in desk.reads(desk.card(new))
    assert f"Went on as #{new}." in desk.reads(desk.card(old))
    assert f"It goes on as #{new}." in desk.reads(desk.receipt(old))
    assert desk.request(old).state is State.CLOSED


def test_the_requester_keeps_writing_in_one_place(desk: Workplace) -> None:
    alice, theo = desk.cast.alice, desk.cast.theo
    old = _closed(desk)
    alice.dms("The VPN is down again", desk.receipt(old))
    desk.settle()
    new = desk.last_number()

    alice.dms("Hello?", desk.receipt(old))
    theo.command("/desk", f"claim {new}")
    desk.settle()
    theo.says("On my way", TEAM, desk.card(new))
    desk.settle()

    thread = desk.thread(desk.receipt(old))
    assert any(f"Theo has your request #{new}" in line for line in thread)
    assert thread[-1] == "Theo (help desk)\nOn my way"
    assert "Alice (requester)\nHello?" in desk.thread(desk.card(new))
    assert not any("Hello?" in line for line in desk.thread(desk.card(old)))
    assert desk.last_number() == new


def test_it_goes_on_in_the_thread_of_a_channel_too(office: Workplace) -> None:
    alice, theo = office.cast.alice, office.cast.theo
    root = alice.says("The printer is on fire", INTAKE)
    office.settle()
    old = office.last_number()
    theo.command("/desk", f"cancel {old} Only smoke")
    office.settle()

    alice.says("It burns again", INTAKE, root)
    office.settle()

    new = office.last_number()
    assert office.request(new).follows == old
    assert office.receipt(new).thread_ts == root.ts
    assert office.receipt(new).channel == INTAKE


def test_thanks_after_closing_open_nothing(office: Workplace) -> None:
    old = _closed(office)

    office.cast.alice.dms("thanks!", office.receipt(old))
    office.settle()

    assert office.last_number() == old


def test_several_messages_at_once_open_one_request(office: Workplace) -> None:
    alice = office.cast.alice
    old = _closed(office)
    receipt = office.receipt(old)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: alice.dms(f"Down again, {n}", receipt), range(4)))
    office.settle()

    new = office.last_number()
    assert new == old + 1
    heard = [line for line in office.thread(office.card(new)) if "Down again" in line]
    assert len(heard) == 3


def test_the_message_that_opened_it_is_followed(office: Workplace) -> None:
    alice = office.cast.alice
    old = _closed(office)
    said = alice.dms("Down agian", office.receipt(old))
    office.settle()

    alice.edits(said, "Down again")
    office.settle()

    assert "Down again" in office.reads(office.card(office.last_number()))


def test_a_part_whose_whole_is_closed_goes_on_by_itself(office: Workplace) -> None:
    theo, bob = office.cast.theo, office.cast.bob
    whole, part = office.claimed("VPN is down"), office.filed("No VPN", by=bob)
    theo.command("/desk", f"merge {part} into {whole}")
    theo.command("/desk", f"resolve {whole} Restarted")
    office.settle()
    office.clock.advance(timedelta(days=8))
    office.tick()

    bob.dms("Not for me", office.receipt(part))
    office.settle()

    new = office.last_number()
    assert office.request(new).follows == part
    assert office.request(part).state is State.MERGED


def test_what_goes_on_with_a_private_request_is_private(office: Workplace) -> None:
    alice = office.cast.alice
    alice.command("/request")
    office.until(lambda: alice.view, "the form")
    alice.submits({"title": "My pay is wrong", "private": ["private"]})
    office.settle()
    old = office.last_number()
    alice.command("/desk", f"cancel {old}")
    office.settle()

    alice.dms("It is wrong again", office.receipt(old))
    office.settle()

    new = office.last_number()
    assert office.request(new).private
    assert office.request(new).follows == old
    assert "wrong" not in office.reads(office.card(new))
    assert f"#{old}" not in office.reads(office.card(new))


def _closed(desk: Workplace) -> int:
    number = desk.resolved()
    desk.clock.advance(timedelta(days=8))
    desk.tick()
    assert desk.request(number).state is State.CLOSED
    return number
