"""Vendors in Slack: written down, asked, chased, measured."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

import pytest

from tests.e2e.workplace import CONFIG, TEAM, Plan, started, workplace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sandbox import Message, Outcome
    from tests.e2e.workplace import Workplace

FILLED: Final[dict[str, object]] = {
    "vendor_name": "Lenovo",
    "contract": "C-100",
    "services": "Laptops and docks",
    "categories": ["Hardware"],
    "hours": "mon-fri 09:00-17:00",
    "zone": "UTC",
    "response_time": "2 h",
    "resolution_time": "8 h",
    "contact": "Vera",
    "contact_way": "vera@lenovo.example",
}
HOUR: Final = timedelta(hours=1)


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Workplace]:
    """Open a workplace whose desk is open at every hour of the tests."""
    plan = Plan(database_url=database_url, folder=tmp_path, config=CONFIG)
    with workplace(plan) as opened:
        yield opened


def adds(office: Workplace, **changes: object) -> Outcome:
    """Have Mona fill in the form of a new vendor."""
    mona = office.cast.mona
    mona.command("/desk", "vendor add")
    office.until(lambda: mona.view, "the form")
    outcome = mona.submits({**FILLED, **changes})
    office.settle()
    return outcome


def engaged(office: Workplace, reason: str = "The dock is dead") -> int:
    """Have Theo claim a request and ask Lenovo for help."""
    number = office.claimed("No picture")
    office.cast.theo.command("/desk", f"escalate {number} vendor Lenovo {reason}")
    office.settle()
    return number


def hours_pass(office: Workplace, hours: float) -> None:
    """Let time pass and do what is due then."""
    office.clock.advance_to(office.clock.now() + hours * HOUR)
    office.tick()


def last(office: Workplace, number: int) -> Message:
    """Give the newest message below a card."""
    card = office.card(number)
    return [m for m in office.slack.messages(TEAM) if m.thread_ts == card.ts and m.is_reply][-1]


def directly(office: Workplace, name: str) -> list[str]:
    """Read what the bot wrote to somebody directly."""
    person = getattr(office.cast, name)
    return [office.reads(message) for message in person.inbox]


def test_a_lead_writes_a_vendor_down_and_finds_it_in_the_list(office: Workplace) -> None:
    adds(office)

    told = office.told(office.cast.mona.command("/desk", "vendor"))

    assert "IT desk has 1 vendor." in told
    assert "Lenovo: answers within 2 h 00 m, solves within 8 h 00 m" in told


def test_a_promise_that_is_tighter_than_the_contract_is_shown_when_it_is_saved(
    office: Workplace,
) -> None:
    adds(office)

    told = office.told(office.cast.mona.command("/desk", "vendor Lenovo"))

    assert "Hardware P1: we promise 4 h 00 m, Lenovo has 8 h 00 m" in directly(office, "mona")[-1]
    assert "Hardware P1: we promise 4 h 00 m, Lenovo has 8 h 00 m" in told
    assert "nothing decided yet" in told


def test_what_cannot_be_meant_is_said_at_its_field(office: Workplace) -> None:
    adds(office)

    wrong = {"hours": "always", "response_time": "0 h", "ends": "2020-01-01", "zone": "Atlantis"}
    outcome = adds(office, **wrong)

    assert set(outcome.errors) == {"vendor_name", "hours", "response_time", "ends", "zone"}
    assert "There is a vendor of this name already" in outcome.errors["vendor_name"]


def test_a_vendor_is_asked_and_the_card_says_in_whose_court_the_ball_is(office: Workplace) -> None:
    adds(office)

    number = engaged(office)

    card = office.reads(office.card(number))
    thread = office.thread(office.card(number))[-1]
    receipt = office.reads(office.receipt(number))
    assert "With Lenovo since" in card
    assert "answer due" in card
    assert "The clock to solve it is paused" not in card
    assert "Theo asked Lenovo for help" in thread
    assert "The dock is dead" in thread
    assert "Talk to Vera" in thread
    assert "A company that we work with is helping us." in receipt
    assert "Lenovo" not in receipt


def test_the_form_offers_vendors_and_asks_what_they_call_the_case(office: Workplace) -> None:
    adds(office)
    number = office.claimed("No picture")

    filled = {"target": "Vendor: Lenovo", "reason": "The dock is dead", "reference": "4711"}
    office.fills(office.cast.theo, office.card(number), "Escalate…", filled)

    assert "ref 4711" in office.reads(office.card(number))
    assert "They call it 4711" in office.thread(office.card(number))[-1]


def test_a_vendor_is_not_asked_twice_while_it_is_at_work(office: Workplace) -> None:
    adds(office)
    number = engaged(office)

    told = office.told(office.cast.theo.command("/desk", f"escalate {number} vendor lenovo Again"))

    assert f"Lenovo is at #{number} already" in told


def test_two_vendors_help_at_once_and_have_to_be_told_apart(office: Workplace) -> None:
    adds(office)
    adds(office, vendor_name="Dell", categories=[])
    number = engaged(office)
    theo = office.cast.theo
    theo.command("/desk", f"escalate {number} vendor Dell The screen may be the cause")
    office.settle()

    refused = office.told(theo.command("/desk", f"vendor {number} responded"))
    told = office.told(theo.command("/desk", f"vendor {number} responded Dell They look at it"))
    office.settle()

    assert "Several vendors are at" in refused
    assert "Dell has answered" in told
    assert "Dell" in office.reads(office.card(number))


def test_an_unknown_vendor_is_refused_with_the_names_of_those_there_are(office: Workplace) -> None:
    adds(office)
    number = office.claimed("No picture")

    told = office.told(office.cast.theo.command("/desk", f"escalate {number} vendor Acme Help"))

    assert "It has: Lenovo." in told


def test_waiting_on_us_stops_the_vendors_clock_but_not_ours(office: Workplace) -> None:
    adds(office)
    number = engaged(office)
    due = office.request(number)
    notice = last(office, number)

    office.cast.theo.clicks(notice, "They wait for us")
    office.settle()
    waiting = office.reads(office.card(number))
    hours_pass(office, 1)
    office.cast.theo.command("/desk", f"vendor {number} goes-on")
    office.settle()

    assert "Lenovo waits for us since" in waiting
    assert office.request(number).state is due.state
    assert "With Lenovo since" in office.reads(office.card(number))
    log = office.told(office.cast.theo.command("/desk", f"why {number}"))
    assert "paused" not in log


def test_the_owner_is_reminded_before_and_when_the_vendor_is_late_and_the_lead_once(
    office: Workplace,
) -> None:
    adds(office)
    number = engaged(office)
    before = len(directly(office, "mona"))

    hours_pass(office, 1.5)
    soon = office.thread(office.card(number))
    hours_pass(office, 0.5)
    late = office.thread(office.card(number))
    hours_pass(office, 4)
    again = office.thread(office.card(number))
    office.tick()

    assert "Lenovo owes us its answer" in soon[-1]
    assert "Lenovo is late with its answer" in late[-1]
    assert len(again) == len(late) + 1
    assert office.thread(office.card(number)) == again
    told = directly(office, "mona")[before:]
    assert len([text for text in told if "Lenovo is late" in text]) == 1


def test_nobody_is_reminded_twice_by_a_restart(database_url: str, tmp_path: Path) -> None:
    plan = Plan(database_url=database_url, folder=tmp_path)
    with workplace(plan) as office:
        adds(office)
        number = engaged(office)
        hours_pass(office, 2)
        before = office.thread(office.card(number))
        office.bot.stop()
        again = started(plan, office.slack, office.clock)
        try:
            again.sender.wake()
            office.tick()
            office.slack.settle()
        finally:
            again.stop()

        assert office.thread(office.card(number)) == before


def test_what_the_vendor_solved_is_checked_with_the_requester_by_the_owner(
    office: Workplace,
) -> None:
    adds(office)
    number = engaged(office)

    office.cast.theo.clicks(last(office, number), "They solved it")
    office.settle()

    thread = office.thread(office.card(number))[-1]
    assert f"Lenovo says that request #{number} is solved." in thread
    assert "please check with the requester" in thread
    assert "With Lenovo" not in office.reads(office.card(number))
    assert "A company" not in office.reads(office.receipt(number))


def test_a_private_request_tells_no_channel_and_no_digest_which_vendor_helps(
    office: Workplace,
) -> None:
    adds(office)
    alice, theo = office.cast.alice, office.cast.theo
    alice.command("/request")
    office.until(lambda: alice.view, "the form")
    alice.submits({"title": "My badge", "private": ["private"]})
    office.settle()
    number = office.last_number()
    theo.command("/desk", f"claim {number}")
    office.settle()
    theo.command("/desk", f"escalate {number} vendor Lenovo It concerns a badge")
    office.settle()
    hours_pass(office, 3)
    office.cast.mona.command("/desk", "digest post")
    office.settle()

    public = "\n".join(office.reads(message) for message in office.slack.messages(TEAM))
    assert "Lenovo" not in public
    assert "Lenovo" not in "\n".join(directly(office, "mona")[1:])


def test_the_digest_names_vendors_that_are_past_target(office: Workplace) -> None:
    adds(office)
    number = engaged(office)

    hours_pass(office, 3)
    told = office.told(office.cast.theo.command("/desk", "digest"))

    assert f"Vendors past target: Lenovo (#{number})" in told


def test_the_leads_hear_that_a_contract_ends_ninety_days_before_and_thirty_once_each(
    office: Workplace,
) -> None:
    adds(office, ends="2026-06-30")

    for _ in range(2):
        office.clock.advance_to(office.clock.now() + timedelta(days=31))
        office.tick()
        office.tick()
    told = [text for text in directly(office, "mona") if "ends on 2026-06-30" in text]
    office.clock.advance_to(office.clock.now() + timedelta(days=31))
    office.tick()
    again = [text for text in directly(office, "mona") if "ends on 2026-06-30" in text]

    assert len(told) == 1
    assert len(again) == 2


def test_who_is_no_longer_used_is_offered_to_nobody(office: Workplace) -> None:
    adds(office)
    mona = office.cast.mona
    listed = mona.command("/desk", "vendor").ephemerals[-1]

    mona.clicks(listed, "Change…")
    office.until(lambda: mona.view, "the form")
    mona.submits({"archived": ["yes"]})
    office.settle()

    assert "Lenovo: no longer used" in office.told(mona.command("/desk", "vendor"))
    number = office.claimed("No picture")
    told = office.told(office.cast.theo.command("/desk", f"escalate {number} vendor Lenovo Help"))
    assert "It has: none yet." in told


def test_technicians_cannot_read_or_change_contracts(office: Workplace) -> None:
    adds(office)
    theo = office.cast.theo

    for words in ("vendor", "vendor Lenovo", "vendor add"):
        assert "Only leads" in office.told(theo.command("/desk", words))
