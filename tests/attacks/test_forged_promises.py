"""Buttons and forms of outages, vendors and follow-ups, in hands that have no right to them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pytest

from bot.domain.outages import Verdict
from bot.domain.systems import System, Systems
from bot.usecases import endings, work
from bot.usecases.endings import Solution
from bot.usecases.outages import proposing, starting
from bot.usecases.outages.starting import Trouble
from bot.usecases.vendors import engaging, register
from bot.usecases.vendors.engaging import Help
from handlers.ids import pack
from tests.attacks.door import TAKEN, Door, door_on
from tests.support.offices import BOB, DESK, MONA, NOW, TARA, THEO, act, file
from tests.usecases.test_vendors import DRAFT

if TYPE_CHECKING:
    from collections.abc import Iterator

GUEST: Final = "U0GUEST"
BUTTONS: Final = (
    "confirm_category",
    "followed_up",
    "still_needed",
    "join_outage",
    "gather",
    "is_outage",
    "no_outage",
    "vendor_responded",
    "vendor_resolved",
    "vendor_waits",
    "vendor_goes_on",
    "vendor_edit",
    "vendor_add",
    "hand_back",
)
OUTAGE: Final = {
    "system": {"system": {"selected_option": {"value": "VPN"}}},
    "title": {"title": {"value": "I was here"}},
    "news_in": {"news_in": {"selected_option": {"value": "60"}}},
}
VENDOR: Final = {
    name: {name: {"value": value}}
    for name, value in {
        "vendor_name": "Crooks",
        "hours": "24x7",
        "zone": "UTC",
        "response_time": "2 h",
        "resolution_time": "8 h",
    }.items()
}
NUMBERS: Final = ("-1", "99999999999999999999", "1e9", "1\x00", "9" * 5000)


@pytest.fixture
def busy(database_url: str) -> Iterator[Door]:
    """Open a door behind which a vendor helps, systems are out, and a follow-up is left."""
    systems = Systems(listed=(System(name="VPN"), System(name="Mail")))
    with door_on(database_url, systems) as door:
        _make_busy(door)
        yield door


def _make_busy(door: Door) -> None:
    office = door.office
    with office.store.write() as tx:
        tx.people.learn([{"slack_id": GUEST, "name": "Guest", "is_guest": True}], now=NOW)
        tx.people.join("it", [GUEST])
    register.save(office, act(MONA, "save"), DESK, DRAFT, vendor_id=0)
    helped = file(office, "The dock is dead").number
    work.claim(office, act(THEO, "claim"), number=helped)
    wanted = Help(vendor_id=None, reason="Lenovo Please")
    engaging.engage(office, act(THEO, "engage"), number=helped, wanted=wanted)
    solved = file(office, "The mouse is dead").number
    work.claim(office, act(THEO, "claim too"), number=solved)
    endings.resolve(office, act(TARA, "done"), number=solved, solution=Solution(note="Done"))
    trouble = Trouble(system="Mail", known="No mail")
    starting.start(office, act(THEO, "out"), DESK, trouble)
    file(office, "No mail here")
    proposing.propose(office, NOW, desk_key="it", system="VPN", numbers=[helped])


def state_of(door: Door) -> list[object]:
    """Read all that could be changed."""
    numbers = range(1, door.filed() + 1)
    with door.office.store.read() as tx:
        requests = [tx.requests.by_number(number).request for number in numbers]
        engaged = [tx.engagements.of(request.id) for request in requests]
        asked = tx.proposals.get(1)[0].verdict
        return [requests, engaged, tx.outages.ongoing(), asked, tx.vendors.of_desk("it")]


@pytest.mark.parametrize("who", [BOB, GUEST, "outsider", "deactivated"])
def test_whoever_does_not_work_there_moves_nothing_of_what_was_promised(
    busy: Door, who: str
) -> None:
    door, person = _posing_as(busy, who)
    before = state_of(door)

    for number in (1, 2, 3, 4):
        packed = pack(
            number=number, n=1, into=3, proposal=1, vendor=1, desk="it", category="Network"
        )
        taken = [door.clicks(person, button, packed).status for button in BUTTONS]
        assert set(taken) == {TAKEN}
    answers = [
        door.sends(person, "outage", OUTAGE, metadata=metadata)
        for metadata in ("", pack(proposal=1))
    ]
    answers += [
        door.sends(person, "vendor", VENDOR, metadata=pack(vendor=vendor, desk="it"))
        for vendor in (0, 1)
    ]
    orders = (
        "outage 3 over Ha",
        "outage 3 update Ha",
        "outage 3 gather",
        "outage VPN Ha",
        "vendor 1 resolved",
        "vendor 1 reference Ha",
        "vendor",
        "vendor Lenovo",
        "escalate 1 vendor Lenovo Ha",
        "escalate 1 back Ha",
        "followed-up 2",
        "away",
        "audit",
    )
    typed = [door.types(person, "/desk", order) for order in orders]

    assert state_of(door) == before
    assert [answer for answer in answers if '"response_action": "errors"' not in answer] == []
    assert [answer for answer in typed if "Only " not in answer] == []


def test_technicians_change_no_contract(busy: Door) -> None:
    before = state_of(busy)

    answer = busy.sends(THEO, "vendor", VENDOR, metadata=pack(vendor=1, desk="it"))
    busy.clicks(THEO, "vendor_edit", pack(vendor=1))

    assert "Only leads" in answer
    assert state_of(busy) == before


@pytest.mark.parametrize("number", NUMBERS, ids=range(len(NUMBERS)))
def test_numbers_that_are_none_change_nothing(busy: Door, number: str) -> None:
    before = state_of(busy)
    names = ("number", "n", "into", "proposal", "vendor", "desk")
    value = pack(**dict.fromkeys(names, number))
    about_numbers = [button for button in BUTTONS if button != "hand_back"]

    taken = [
        busy.clicks(person, button, value).status
        for person in (THEO, MONA)
        for button in about_numbers
    ]
    answers = [
        busy.sends(MONA, "outage", OUTAGE, metadata=pack(proposal=number)),
        busy.sends(MONA, "vendor", VENDOR, metadata=pack(vendor=number, desk="it")),
    ]

    assert set(taken) == {TAKEN}
    assert [answer for answer in answers if '"response_action": "errors"' not in answer] == []
    assert state_of(busy) == before


def test_a_contract_holds_no_sign_that_cannot_be_kept(busy: Door) -> None:
    rude = {name: {name: {"value": f"\ud83d{name}\x00"}} for name in ("contract", "contact")}

    answer = busy.sends(MONA, "vendor", VENDOR | rude, metadata=pack(vendor=0, desk="it"))

    with busy.office.store.read() as tx:
        saved = tx.vendors.get(2)
    assert "errors" not in answer
    assert saved is not None
    assert "\x00" not in saved.contract + saved.contact.name


def test_an_outage_is_not_merged_away_into_something_that_is_none(busy: Door) -> None:
    told = busy.types(THEO, "/desk", "merge 3 into 1")

    assert "#3 is an outage, and #1 is none" in told
    assert busy.request(3).is_open


def test_a_question_is_answered_once_and_for_its_own_system(busy: Door) -> None:
    first = busy.sends(THEO, "outage", OUTAGE, metadata=pack(proposal=1))
    busy.clicks(TARA, "no_outage", pack(proposal=1))
    again = busy.sends(TARA, "outage", OUTAGE, metadata=pack(proposal=1))

    with busy.office.store.read() as tx:
        proposal, _ = tx.proposals.get(1)
    assert "errors" not in first
    assert "answered that already" in again
    assert proposal.verdict is Verdict.YES


def _posing_as(door: Door, who: str) -> tuple[Door, str]:
    if who == "outsider":
        return replace(door, team="T0ELSE"), "U0ELSE"
    if who == "deactivated":
        with door.office.store.write() as tx:
            gone = {"slack_id": "U0BEN", "name": "Ben", "deactivated": True}
            tx.people.learn([gone], now=NOW)
        return door, "U0BEN"
    return door, who
