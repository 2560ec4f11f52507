"""What is said in the two threads of a request, and who gets to read it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.request import State
from tests.e2e.workplace import CONFIG, TEAM, workplace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox import Message, Person
    from tests.e2e.workplace import Plan, Workplace


def test_the_owners_words_reach_the_requester_with_a_tick_and_an_undo(desk: Workplace) -> None:
    theo = desk.cast.theo
    number = desk.claimed()

    said = _says(desk, theo, number, "Which office are you in?")

    assert _answers(desk, number) == ["Theo (help desk)\nWhich office are you in?"]
    assert "white_check_mark" in _again(desk, said).reactions
    assert "Sent to the requester." in desk.whispers(theo)[-1]


def test_words_are_taken_back_within_their_minute(desk: Workplace) -> None:
    theo = desk.cast.theo
    number = desk.claimed()
    _says(desk, theo, number, "Oops, wrong request")

    theo.clicks(theo.ephemerals[-1], "Undo")
    desk.settle()

    assert _answers(desk, number) == []
    desk.until(lambda: "Taken back" in desk.whispers(theo)[-1], "the offer to change")


def test_words_stay_once_their_minute_is_over(office: Workplace) -> None:
    theo = office.cast.theo
    number = office.claimed()
    _says(office, theo, number, "I am on my way")
    offer = theo.ephemerals[-1]
    office.clock.advance(timedelta(seconds=61))

    theo.clicks(offer, "Undo")
    office.until(lambda: "more than a minute ago" in office.whispers(theo)[-1], "the refusal")

    assert len(_answers(office, number)) == 1


def test_a_note_among_colleagues_stays_internal(desk: Workplace) -> None:
    theo = desk.cast.theo
    number = desk.claimed()
    before = len(theo.ephemerals)

    _says(desk, theo, number, "// the requester is a little cross")

    assert _answers(desk, number) == []
    assert len(theo.ephemerals) == before


def test_a_colleagues_words_go_out_when_he_says_so(desk: Workplace) -> None:
    tara = desk.cast.tara
    number = desk.claimed()

    _says(desk, tara, number, "Restart it twice")
    kept = _answers(desk, number)
    tara.clicks(tara.ephemerals[-1], "Send to requester")
    desk.until(lambda: _answers(desk, number), "the words")

    assert kept == []
    assert _answers(desk, number) == ["Tara (help desk)\nRestart it twice"]


def test_sending_twice_sends_once(office: Workplace) -> None:
    tara = office.cast.tara
    number = office.claimed()
    _says(office, tara, number, "Restart it twice")
    offer = tara.ephemerals[-1]

    for _ in range(2):
        tara.clicks(offer, "Send to requester")
    office.until(lambda: "sent to the requester already" in office.whispers(tara)[-1], "a refusal")
    office.settle()

    assert len(_answers(office, number)) == 1


def test_the_requesters_words_reach_the_cards_thread(desk: Workplace) -> None:
    number = desk.claimed()

    desk.cast.alice.dms("It is worse now", desk.receipt(number))
    desk.settle()

    assert desk.thread(desk.card(number)) == ["Alice (requester)\nIt is worse now"]


def test_the_answer_ends_the_hold_that_waited_for_it(desk: Workplace) -> None:
    number = desk.claimed()
    desk.cast.theo.command("/desk", f"hold {number} requester Which office?")
    desk.settle()

    desk.cast.alice.dms("Berlin", desk.receipt(number))
    desk.settle()

    assert desk.request(number).state is State.CLAIMED
    assert "In work" in desk.reads(desk.card(number))


def test_another_hold_lasts_whatever_the_requester_writes(office: Workplace) -> None:
    number = office.claimed()
    office.cast.theo.command("/desk", f"hold {number} vendor The part is ordered")
    office.settle()

    office.cast.alice.dms("Thank you", office.receipt(number))
    office.settle()

    assert office.request(number).state is State.ON_HOLD


def test_edits_and_deletions_follow(desk: Workplace) -> None:
    theo, alice = desk.cast.theo, desk.cast.alice
    number = desk.claimed()
    out = _says(desk, theo, number, "It is the cabel")
    back = alice.dms("Which cabel?", desk.receipt(number))
    desk.settle()

    theo.edits(out, "It is the cable")
    alice.edits(back, "Which cable?")
    desk.settle()
    corrected = _answers(desk, number), desk.thread(desk.card(number))[-1]
    theo.deletes(_again(desk, out))
    desk.settle()

    assert corrected == (
        ["Theo (help desk)\nIt is the cable"],
        "Alice (requester)\nWhich cable?",
    )
    assert not _answers(desk, number)
    assert any("was deleted by whoever wrote it" in desk.reads(m) for m in alice.inbox)


def test_a_message_after_the_solution_asks_whether_it_is_solved(desk: Workplace) -> None:
    alice = desk.cast.alice
    number = desk.resolved()

    alice.dms("thanks!", desk.receipt(number))
    desk.settle()
    asked = [m for m in alice.inbox if "already solved" in desk.reads(m)]
    still = desk.request(number).state
    desk.fills(alice, asked[-1], "Reopen…", {"reason": "Not quite"})

    assert len(asked) == 1
    assert still is State.RESOLVED
    assert desk.request(number).state is State.CLAIMED


def test_commands_to_the_bot_are_passed_on_to_nobody(desk: Workplace) -> None:
    number = desk.claimed()

    desk.orders(desk.cast.theo, number, "priority P1")
    desk.cast.alice.dms(desk.mention("cancel"), desk.receipt(number))
    desk.settle()

    assert _answers(desk, number) == []
    assert not any("@Firstline" in line for line in _others(desk, number))
    assert desk.request(number).state is State.CANCELLED


def test_a_thread_of_no_request_is_left_alone(office: Workplace) -> None:
    ben = office.cast.ben
    root = ben.says("Lunch?", TEAM)

    ben.says("Pizza", TEAM, root)
    ben.says(office.mention("claim"), TEAM, root)
    office.until(lambda: ben.ephemerals, "an explanation")
    office.settle()

    assert "belongs to no request" in office.whispers(ben)[-1]
    assert office.last_number() == 0


@pytest.fixture
def modest(plan: Plan, request: pytest.FixtureRequest) -> Iterator[Workplace]:
    """Open a workplace whose relay is as the test says."""
    config = f'{CONFIG}relay = "{request.param}"\n'
    with workplace(replace(plan, config=config)) as opened:
        yield opened


@pytest.mark.parametrize("modest", ["technicians"], indirect=True)
def test_where_all_technicians_are_relayed_a_colleague_needs_no_click(modest: Workplace) -> None:
    number = modest.claimed()

    _says(modest, modest.cast.tara, number, "I can help as well")

    assert _answers(modest, number) == ["Tara (help desk)\nI can help as well"]


@pytest.mark.parametrize("modest", ["button"], indirect=True)
def test_where_the_button_decides_even_the_owner_presses_it(modest: Workplace) -> None:
    theo = modest.cast.theo
    number = modest.claimed()

    _says(modest, theo, number, "Which office?")
    kept = _answers(modest, number)
    theo.clicks(theo.ephemerals[-1], "Send to requester")
    modest.until(lambda: _answers(modest, number), "the words")

    assert kept == []


def _says(desk: Workplace, person: Person, number: int, text: str) -> Message:
    said = person.says(text, TEAM, desk.card(number))
    desk.settle()
    return said


def _again(desk: Workplace, message: Message) -> Message:
    return next(m for m in desk.slack.messages(message.channel) if m.ts == message.ts)


def _answers(desk: Workplace, number: int) -> list[str]:
    """Read what the desk has said in the conversation with the requester."""
    return [line for line in desk.thread(desk.receipt(number)) if "(help desk)" in line]


def _others(desk: Workplace, number: int) -> list[str]:
    """Read what the bot has passed on into the card's thread."""
    return [line for line in desk.thread(desk.card(number)) if "(requester)" in line]
