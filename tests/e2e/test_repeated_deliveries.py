"""Slack delivers an event again, or late, or before the one that came first."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.request import State

if TYPE_CHECKING:
    from sandbox import Person
    from tests.e2e.workplace import Workplace


def test_every_event_three_times_in_any_order_leaves_one_of_each(desk: Workplace) -> None:
    cast = desk.cast
    desk.slack.deliver_each(3)
    desk.slack.hold_deliveries()
    for index in range(4):
        cast.alice.dms(f"Direct {index}")
        cast.bob.says(f"Intake {index}", cast.intake)
        cast.ana.says(f"Dear {desk.mention(f'both doors {index}')}", cast.intake)
        cast.alice.says(desk.mention(f"mentioned {index}"), cast.general)
        # What somebody says within a minute is one request, by a mention as well.
        desk.clock.advance(timedelta(minutes=2))

    desk.slack.release_deliveries("shuffled", seed=7)
    desk.settle()

    assert desk.last_number() == 16
    assert len(desk.cards()) == 16
    assert _receipts(desk) == dict.fromkeys(range(1, 17), 1)


def test_orders_in_a_thread_are_carried_out_and_answered_once(office: Workplace) -> None:
    tara = office.cast.tara
    number = office.filed()
    office.slack.deliver_each(3)

    told = [*office.orders(tara, number, "claim"), *office.orders(tara, number, "show")]
    refused = office.orders(tara, number, "claim")
    office.slack.settle()

    assert [line.splitlines()[0] for line in told] == [f"#{number} is yours.", "#1 VPN is down"]
    assert len(refused) == 1
    assert office.request(number).events == 2


def test_what_is_said_is_passed_on_once(desk: Workplace) -> None:
    number = desk.claimed()
    desk.slack.deliver_each(3)

    desk.cast.theo.says("Which office?", desk.cast.team, desk.card(number))
    desk.settle()
    desk.cast.alice.dms("Berlin", desk.receipt(number))
    desk.settle()

    assert desk.thread(desk.receipt(number)) == ["Theo (help desk)\nWhich office?", "Berlin"]
    assert desk.thread(desk.card(number)) == [
        "Which office?\n:white_check_mark: 1",
        "Alice (requester)\nBerlin",
    ]


def test_edits_and_deletions_come_thrice_without_harm(office: Workplace) -> None:
    theo = office.cast.theo
    number = office.claimed()
    office.slack.deliver_each(3)
    said = theo.says("It is the cabel", office.cast.team, office.card(number))
    office.settle()

    theo.edits(said, "It is the cable")
    office.settle()

    assert office.thread(office.receipt(number)) == ["Theo (help desk)\nIt is the cable"]


def test_who_joins_or_leaves_the_team_is_a_technician_or_not(office: Workplace) -> None:
    bob = office.cast.bob
    number = office.filed()
    office.slack.deliver_each(3)

    office.slack.add_member(office.cast.team, bob)
    office.slack.settle()
    inside = office.told(bob.command("/desk", f"claim {number}"))
    office.slack.remove_member(office.cast.team, bob)
    office.slack.settle()
    outside = office.told(bob.command("/desk", f"release {number}"))

    assert inside == f"#{number} is yours."
    assert "Only the person who filed" in outside


def test_messages_of_machines_and_of_nobody_file_nothing(office: Workplace) -> None:
    cast = office.cast
    office.slack.add_member(cast.intake, office.slack.add_person("Nina"))
    said = cast.bob.says("The beamer is dark", cast.intake)
    office.settle()

    cast.bob.broadcasts("It is really dark", said)
    cast.bob.reacts("eyes", said)
    cast.bob.edits(said, "The beamer is quite dark")
    cast.bob.says(":megaphone: Lunch is served", cast.intake)
    office.settle()

    assert office.last_number() == 1
    assert all(delivery.acked for delivery in office.slack.deliveries)


def test_the_same_words_said_twice_are_two_requests(office: Workplace) -> None:
    for _ in range(2):
        office.cast.bob.says("The beamer is dark", office.cast.intake)
        office.clock.advance(timedelta(minutes=2))
    office.settle()

    assert office.last_number() == 2
    assert office.request(2).state is State.NEW


def _receipts(desk: Workplace) -> Counter[int]:
    people: list[Person] = [desk.cast.alice, desk.cast.bob, desk.cast.ana]
    seen = [*desk.slack.messages(desk.cast.intake), *desk.slack.messages(desk.cast.general)]
    for person in people:
        seen += person.inbox
    read = (desk.reads(message) for message in seen)
    counted: Counter[int] = Counter()
    for number in range(1, desk.last_number() + 1):
        counted[number] = 0
    for line in read:
        if line.startswith("We have your request #"):
            counted[int(line.split("#")[1].split(".")[0])] += 1
    return counted
