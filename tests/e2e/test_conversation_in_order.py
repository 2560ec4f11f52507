"""What was said before the desk could hear it is fetched and stands in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.e2e.workplace import INTAKE

if TYPE_CHECKING:
    from tests.e2e.workplace import Workplace


def test_a_reply_that_is_delivered_before_its_request_is_not_lost(office: Workplace) -> None:
    alice, bob = office.cast.alice, office.cast.bob
    office.slack.hold_deliveries()
    root = alice.says("The printer is on fire", INTAKE)
    alice.says("It is the one on floor 2", INTAKE, root)
    bob.says("I see it as well", INTAKE, root)

    office.slack.release_deliveries("reversed")
    office.settle()

    number = office.last_number()
    assert number == 1
    assert office.thread(office.card(number)) == [
        "Alice (requester)\nIt is the one on floor 2",
        "Bob (bystander)\nI see it as well",
    ]


def test_what_is_said_while_the_thread_is_read_overtakes_nothing(office: Workplace) -> None:
    alice = office.cast.alice
    office.slack.hold_deliveries()
    root = alice.says("The printer is on fire", INTAKE)
    alice.says("One", INTAKE, root)
    office.slack.faults.fail("conversations.replies", status=429, retry_after=30, times=1)
    office.slack.release_deliveries("reversed")
    office.slack.settle()

    alice.says("Two", INTAKE, root)
    office.settle()

    assert office.thread(office.card(1)) == [
        "Alice (requester)\nOne",
        "Alice (requester)\nTwo",
    ]


def test_a_thread_that_cannot_be_read_makes_nobody_wait(office: Workplace) -> None:
    alice = office.cast.alice
    office.slack.hold_deliveries()
    root = alice.says("The printer is on fire", INTAKE)
    alice.says("One", INTAKE, root)
    office.slack.faults.fail("conversations.replies", error="missing_scope", times=5)
    office.slack.release_deliveries("reversed")
    office.settle()

    alice.says("Two", INTAKE, root)
    office.settle()

    assert office.thread(office.card(1))[-1] == "Alice (requester)\nTwo"


def test_words_fetched_late_count_from_when_they_were_written(office: Workplace) -> None:
    alice, theo = office.cast.alice, office.cast.theo
    office.slack.add_member(office.cast.intake, theo)
    office.slack.hold_deliveries()
    root = alice.says("The printer is on fire", INTAKE)
    answer = theo.says("I am on my way", INTAKE, root)
    office.slack.release_deliveries("reversed")
    office.settle()

    first = office.request(office.last_number()).first_reply_at

    assert first is not None
    assert abs(first.timestamp() - float(answer.ts)) < 0.001


def test_commands_to_the_bot_are_not_carried_out_late(office: Workplace) -> None:
    alice = office.cast.alice
    office.slack.hold_deliveries()
    root = alice.says("The printer is on fire", INTAKE)
    alice.says(office.mention("cancel"), INTAKE, root)
    alice.says("It still burns", INTAKE, root)
    office.slack.release_deliveries("reversed")
    office.settle()

    assert office.request(1).is_open
    assert office.thread(office.card(1)) == ["Alice (requester)\nIt still burns"]
