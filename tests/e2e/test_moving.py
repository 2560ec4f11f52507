"""Requests that go to another desk, and what everybody hears of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.events import EventKind
from bot.domain.request import Priority, State
from tests.e2e.workplace import CONFIG, TEAM, workplace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox import Message
    from tests.e2e.workplace import Plan, Workplace

HR = "C04HR"
TWO_DESKS = f"""{CONFIG}categories = ["Access", "Contracts"]
[[desks]]
key = "hr"
name = "HR desk"
team_channel = "{HR}"
technicians = ["U0BEN"]
leads = ["U0ANA"]
categories = ["Contracts"]
[[desks.rules]]
when = {{ words = ["contract"] }}
priority = "P2"
"""


@pytest.fixture
def desks(plan: Plan) -> Iterator[Workplace]:
    """Open a workplace with two desks."""
    with workplace(replace(plan, config=TWO_DESKS)) as place:
        place.slack.add_channel("desk-hr", members=[place.cast.ben], channel_id=HR)
        yield place


def test_a_request_goes_to_another_desk_with_all_that_was_said(desks: Workplace) -> None:
    theo, alice = desks.cast.theo, desks.cast.alice
    number = desks.claimed("My contract is wrong")
    old = desks.card(number)
    theo.says("Which page is it?", TEAM, old)
    desks.settle()

    told = theo.command("/desk", f"move {number} hr They print the contracts")
    desks.settle()

    request = desks.request(number)
    assert desks.told(told) == f"#{number} is with HR desk now."
    assert (request.desk_key, request.state, request.owner_id) == ("hr", State.NEW, None)
    assert request.priority is Priority.P2
    assert f"Request #{number} is with HR desk now." in desks.reads(now(desks, old))
    assert "Claim" not in desks.reads(now(desks, old))
    assert desks.card(number).channel == HR
    below = desks.thread(desks.card(number))
    assert any("Which page is it?" in line for line in below)
    assert any("here from IT desk" in line and "They print" in line for line in below)
    assert "HR desk takes care of it now." in desks.reads(desks.receipt(number))
    heard = desks.thread(desks.receipt(number))
    assert any("HR desk can help you better" in line for line in heard)
    assert not any("They print the contracts" in line for line in heard)
    alice.says("Page seven", desks.receipt(number).channel, desks.receipt(number))
    desks.settle()
    assert any("Page seven" in line for line in desks.thread(desks.card(number)))
    assert not any("Page seven" in line for line in desks.thread(old))


def test_only_the_other_desk_works_on_it_then(desks: Workplace) -> None:
    theo, ben = desks.cast.theo, desks.cast.ben
    number = desks.filed("My contract is wrong")
    old = desks.card(number)
    theo.command("/desk", f"move {number} HR desk")
    desks.settle()

    refused = theo.command("/desk", f"claim {number}")
    theo.says("Anything else?", TEAM, old)
    claimed = ben.command("/desk", f"claim {number}")
    desks.settle()

    assert "technicians of HR desk" in desks.told(refused)
    assert desks.told(claimed) == f"#{number} is yours."
    assert any("passed on to nobody" in line for line in desks.thread(old))
    assert not any("Anything else" in line for line in desks.thread(desks.receipt(number)))


def test_a_mention_and_a_form_move_as_well(desks: Workplace) -> None:
    theo = desks.cast.theo
    mentioned, asked = desks.filed("My contract"), desks.filed("My salary")

    whispered = desks.orders(theo, mentioned, "move hr please")
    theo.command("/desk", f"move {asked}")
    desks.until(lambda: theo.view, "the form")
    theo.submits({"desk": "hr", "reason": "Not ours"})
    desks.settle()

    assert whispered == [f"#{mentioned} is with HR desk now."]
    assert {desks.request(n).desk_key for n in (mentioned, asked)} == {"hr"}


def test_a_mention_that_names_no_desk_is_told_how(desks: Workplace) -> None:
    number = desks.filed("My contract")

    assert desks.orders(desks.cast.theo, number, "move") == [
        f"Please say to which desk it goes, for example: move {number} hr."
    ]


def test_a_private_request_moves_without_a_word(desks: Workplace) -> None:
    alice, mona, ben = desks.cast.alice, desks.cast.mona, desks.cast.ben
    alice.command("/request", "")
    desks.until(lambda: alice.view, "the form")
    alice.submits({"title": "Pay cut", "desk": "it", "private": ["private"]})
    desks.settle()
    number = desks.last_number()
    mona.command("/desk", f"claim {number}")
    desks.settle()

    mona.command("/desk", f"move {number} hr She must not know")
    desks.settle()

    read = [desks.reads(m) for place in (TEAM, HR) for m in desks.slack.messages(place)]
    assert not any("Pay cut" in line or "must not" in line for line in read)
    assert f"#{number} Private request" in desks.reads(desks.card(number))
    ben.command("/desk", f"claim {number}")
    desks.settle()
    shown = ben.command("/desk", f"show {number}")
    assert "Pay cut" in desks.told(shown)


def test_what_cannot_move_is_refused_in_a_sentence(desks: Workplace) -> None:
    theo = desks.cast.theo
    number, whole, part = (desks.filed(text) for text in ("A", "B", "C"))
    over = desks.resolved("D")
    theo.command("/desk", f"merge {part} into {whole}")
    desks.settle()

    def told(typed: str) -> str:
        return desks.told(theo.command("/desk", f"move {typed}"))

    assert told(f"{number} it") == f"#{number} is at IT desk already."
    assert told(f"{number} legal") == 'No desk is called "legal". The desks here are: it, hr.'
    assert "so it cannot be moved to another desk" in told(f"{over} hr")
    assert "so it cannot be moved to another desk" in told(f"{part} hr")
    assert f"Others are part of #{whole}: #{part}." in told(f"{whole} hr")
    assert {desks.request(n).desk_key for n in (number, whole, part, over)} == {"it"}


def test_where_there_is_one_desk_nothing_moves(office: Workplace) -> None:
    number = office.filed()

    told = office.told(office.cast.theo.command("/desk", f"move {number} hr"))

    assert told == f"There is no other desk here to which #{number} could go."


def test_why_shows_the_hours_of_both_desks_and_who_moved_it(desks: Workplace) -> None:
    theo, ben = desks.cast.theo, desks.cast.ben
    number = desks.filed("My contract is wrong")
    desks.clock.advance(timedelta(minutes=20))

    theo.command("/desk", f"move {number} hr")
    desks.settle()
    desks.clock.advance(timedelta(minutes=5))

    told = desks.told(ben.command("/desk", f"why {number}"))
    assert "20 minutes counted, 20 minutes in all, at IT desk" in told
    assert "5 minutes counted, 25 minutes in all, at HR desk" in told
    assert "Theo moved it from it to hr" in told
    with desks.bot.office.store.read() as tx:
        log = tx.events.of(desks.request(number).id)
    assert [event.kind for event in log][-3:] == [
        EventKind.MOVED_OUT,
        EventKind.MOVED_IN,
        EventKind.ROUTED,
    ]


def now(desks: Workplace, message: Message) -> Message:
    """Read a message once more, as it stands."""
    return next(m for m in desks.slack.messages(message.channel) if m.ts == message.ts)
