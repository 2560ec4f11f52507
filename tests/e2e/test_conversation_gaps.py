"""What was said while the desk was away is read up on, once and in order."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import pytest

from bot.usecases.care import gaps
from tests.e2e.workplace import INTAKE, TEAM, Workplace, started, workplace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.e2e.workplace import Plan

OPENING: Final = "apps.connections.open"


@pytest.fixture
def office(plan: Plan) -> Iterator[Workplace]:
    """Open a workplace in which nothing is delivered twice, so that a gap is one."""
    with workplace(replace(plan, retry_delays=())) as opened:
        gaps.beat(opened.bot.office, opened.clock.now())
        yield opened


def away(office: Workplace, meanwhile: Callable[[], object], *, minutes: int = 10) -> None:
    """Let the process be down, and read up when it is back."""
    office.bot.transport.stop()
    office.clock.advance(timedelta(minutes=minutes))
    meanwhile()
    office.slack.settle()
    back = started(office.plan, office.slack, office.clock)
    try:
        gaps.beat(back.office, office.clock.now())
        back.sender.wake()
        replace(office, bot=back).settle()
    finally:
        back.stop()


def test_what_was_asked_in_an_intake_channel_is_filed_with_its_own_time(
    office: Workplace,
) -> None:
    alice, bob = office.cast.alice, office.cast.bob

    def ask() -> None:
        root = alice.says("The printer burns", INTAKE)
        alice.says("On floor 2", INTAKE, root)
        office.clock.advance(timedelta(minutes=5))
        bob.says("VPN is down", INTAKE)
        office.clock.advance(timedelta(minutes=5))

    away(office, ask)

    assert office.last_number() == 2
    assert "The printer burns" in office.reads(office.card(1))
    assert office.thread(office.card(1)) == ["Alice (requester)\nOn floor 2"]
    assert "VPN is down" in office.reads(office.card(2))
    filed = [office.request(number).created_at for number in (1, 2)]
    assert timedelta(minutes=4) < filed[1] - filed[0] < timedelta(minutes=6)


def test_what_was_said_in_the_threads_of_a_request_is_passed_on_in_order(
    office: Workplace,
) -> None:
    alice, theo = office.cast.alice, office.cast.theo
    number = office.claimed()

    def talk() -> None:
        theo.says("Which office?", TEAM, office.card(number))
        alice.dms("Berlin", office.receipt(number))
        alice.dms("Floor 2", office.receipt(number))

    away(office, talk)

    assert office.thread(office.card(number))[1:] == [
        "Alice (requester)\nBerlin",
        "Alice (requester)\nFloor 2",
    ]
    below = [line for line in office.thread(office.receipt(number)) if "(help desk)" in line]
    assert below == ["Theo (help desk)\nWhich office?"]


def test_what_was_edited_or_deleted_is_followed(office: Workplace) -> None:
    alice, bob, theo = office.cast.alice, office.cast.bob, office.cast.theo
    asked = bob.says("The printer burns", INTAKE)
    office.settle()
    theo.command("/desk", "claim 1")
    office.settle()
    alice_asked = alice.dms("VPN is down")
    office.settle()
    card = office.card(1)
    reworded = theo.says("Which flor?", TEAM, card)
    regretted = theo.says("Not again", TEAM, card)
    office.settle()
    bobs = bob.says("The seventh", INTAKE, asked)
    office.settle()

    def change() -> None:
        theo.edits(reworded, "Which floor?")
        theo.deletes(regretted)
        bob.edits(bobs, "The second")
        bob.edits(asked, "The printer smokes")
        alice.deletes(alice_asked)

    away(office, change)

    told = "\n".join(office.thread(asked))
    assert "Which floor?" in told
    assert "Which flor?" not in told
    assert "Not again" not in told
    assert "Bob (requester)\nThe second" in office.thread(office.card(1))
    assert office.reads(office.card(1)).startswith("#1 The printer smokes")
    assert "VPN" not in office.reads(office.card(2))


def test_what_was_erased_here_does_not_come_back(office: Workplace) -> None:
    alice = office.cast.alice
    number = office.claimed()
    said = alice.dms("My badge is 1234", office.receipt(number))
    office.settle()
    alice.edits(said, "My badge is 9876")
    office.settle()
    with office.bot.office.store.write() as tx:
        tx.erasure.forget_words(office.request(number).id)

    away(office, lambda: None)

    with office.bot.office.store.read() as tx:
        assert [m.text for m in tx.messages.exchanged(office.request(number).id)] == [""]


def test_a_mention_in_an_intake_channel_is_filed_as_well(office: Workplace) -> None:
    alice = office.cast.alice

    away(office, lambda: alice.says(office.mention("the VPN is down"), INTAKE))

    assert "the VPN is down" in office.reads(office.card(1))


def test_what_was_filed_before_the_gap_is_not_filed_again(office: Workplace) -> None:
    office.cast.alice.says("The printer burns", INTAKE)
    office.settle()

    away(office, lambda: office.cast.bob.says(":megaphone: Cake in the kitchen", INTAKE))

    assert office.last_number() == 1


def test_a_short_absence_is_none(office: Workplace) -> None:
    now = office.clock.now()

    asked = gaps.beat(office.bot.office, now + gaps.GAP)

    assert asked == 0


def test_of_two_copies_one_reads_up(office: Workplace) -> None:
    later = office.clock.now() + timedelta(hours=1)

    asked = [gaps.beat(office.bot.office, later) for _ in range(2)]

    assert asked == [1, 0]


def test_a_gap_of_the_connection_alone_is_noticed(office: Workplace) -> None:
    transport = office.bot.transport

    office.until(transport.hears, "a connection")
    office.bot.transport.stop()

    assert not transport.hears()


def test_what_was_missed_without_a_connection_is_read_without_a_restart(
    office: Workplace,
) -> None:
    if office.plan.database_url.startswith("postgresql"):
        pytest.skip("The line breaks alike on either database.")
    alice, theo = office.cast.alice, office.cast.theo
    number = office.claimed()
    office.slack.faults.fail(OPENING, status=503, times=10**6)
    before = _openings(office)
    office.slack.drop_connections()
    # Longer than a connection may be silent before the desk stops trusting it.
    office.until(lambda: _openings(office) - before >= 8, "attempts in vain", seconds=90)

    office.clock.advance(timedelta(minutes=10))
    theo.says("Which office?", TEAM, office.card(number))
    alice.dms("Berlin", office.receipt(number))
    alice.says("The printer burns", INTAKE)
    office.slack.settle()
    office.slack.faults.clear()
    office.until(lambda: len(office.cards()) > 1, "what was asked", seconds=90)
    office.settle()

    assert "Alice (requester)\nBerlin" in office.thread(office.card(number))
    assert "Theo (help desk)\nWhich office?" in office.thread(office.receipt(number))
    assert office.last_number() == number + 1


def _openings(office: Workplace) -> int:
    return len([call for call in office.slack.calls if call.method == OPENING])
