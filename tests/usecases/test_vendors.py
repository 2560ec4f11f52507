from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.events import EventKind
from bot.domain.life import fold
from bot.domain.vendors.draft import Draft, Part, UnfitDraft
from bot.domain.vendors.engagement import AlreadyResponded, NotWaiting
from bot.domain.vendors.vendor import Contact
from bot.usecases import work
from bot.usecases.access import OnlyLeads
from bot.usecases.vendors import chasing, engaging, progress, register
from bot.usecases.vendors.engaging import AlreadyEngaged, Help
from bot.usecases.vendors.findings import vendor_findings
from bot.usecases.vendors.progress import NotEngaged, Said, Word
from storage.engagements import Reference
from tests.support.offices import DESK, MONA, NOW, TARA, THEO, act, file

if TYPE_CHECKING:
    from bot.domain.request import Request
    from bot.usecases.office import Office

DRAFT = Draft(
    name="Lenovo",
    hours="24x7",
    zone="UTC",
    response="2 h",
    resolution="8 h",
    categories=("Hardware",),
    contact=Contact(name="Vera", way="vera@lenovo.example"),
)


def signed(office: Office, draft: Draft = DRAFT, *, vendor_id: int = 0) -> int:
    """Write a contract down, or change one."""
    key = f"save {draft.name} {draft.response} {draft.archived}"
    register.save(office, act(MONA, key), DESK, draft, vendor_id=vendor_id)
    with office.store.read() as tx:
        return tx.vendors.of_desk("it")[0].id


def asked(office: Office) -> Request:
    """Have Lenovo asked for help, with the number of its ticket."""
    request = file(office)
    work.claim(office, act(THEO, "claim"), number=request.number)
    wanted = Help(vendor_id=None, reason="lenovo The dock", reference=Reference(number="4711"))
    engaged = engaging.engage(office, act(THEO, "engage"), number=request.number, wanted=wanted)
    assert engaged is not None
    return engaged.request


def says(office: Office, number: int, said: Said, *, minutes: int) -> None:
    now = NOW + timedelta(minutes=minutes)
    progress.note(office, act(THEO, said, now), number=number, word=Word(said=said))


def test_only_leads_and_admins_write_contracts_down(office: Office) -> None:
    for person in (MONA, "U0ADMIN"):
        draft = replace(DRAFT, name=person)
        register.save(office, act(person, person), DESK, draft, vendor_id=0)

    with pytest.raises(OnlyLeads):
        register.save(office, act(THEO, "save"), DESK, DRAFT, vendor_id=0)


def test_everything_that_is_wrong_is_said_at_once(office: Office) -> None:
    wrong = Draft(name=" ", hours="", zone="Mars", response="0 h", resolution="soon", goal="101")

    with pytest.raises(UnfitDraft) as caught:
        register.save(office, act(MONA, "save"), DESK, wrong, vendor_id=0)

    parts = {Part.NAME, Part.HOURS, Part.ZONE, Part.RESPONSE, Part.RESOLUTION, Part.GOAL}
    assert set(caught.value.problems) == parts


def test_a_change_is_on_record_but_not_whom_we_talk_to(office: Office) -> None:
    vendor_id = signed(office)
    other = replace(DRAFT, response="1 h", contact=Contact(name="Viktor"))

    signed(office, other, vendor_id=vendor_id)

    with office.store.read() as tx:
        entry = next(e for e in tx.audit.newest("it", limit=9, skip=0) if "changed" in e.act)
    assert entry.facts["response"] == "from 120 to 60"
    assert entry.facts["contact"] == "changed"
    assert "Viktor" not in str(entry.facts)


def test_a_contact_goes_with_the_contract(office: Office) -> None:
    vendor_id = signed(office)

    signed(office, replace(DRAFT, archived=True), vendor_id=vendor_id)

    with office.store.read() as tx:
        vendor = tx.vendors.get(vendor_id)
    assert vendor is not None
    assert vendor.contact == Contact()


def test_asking_a_vendor_is_an_escalation_whose_facts_hold_no_word(office: Office) -> None:
    vendor_id = signed(office)

    request = asked(office)

    with office.store.read() as tx:
        escalated, engaged = tx.events.of(request.id)[-2:]
    assert escalated.facts == {"kind": "vendor", "to": vendor_id}
    assert engaged.kind is EventKind.VENDOR_ENGAGED
    assert "4711" not in str(engaged.facts)
    assert request.with_vendors == 1


def test_the_row_is_what_the_log_adds_up_to(office: Office) -> None:
    signed(office)
    request = asked(office)
    says(office, request.number, Said.WAITS, minutes=30)
    says(office, request.number, Said.RESOLVED, minutes=90)

    with office.store.read() as tx:
        known = tx.requests.by_id(request.id).request
        events = tx.events.of(request.id)
        (one,) = tx.engagements.of(request.id)

    assert fold(replace(file_of(known), events=1), events[1:]).with_vendors == 0
    assert [event.kind for event in events[-2:]] == [
        EventKind.VENDOR_GOES_ON,
        EventKind.VENDOR_RESOLVED,
    ]
    assert (one.at_work.paused, one.at_work.resolution_took) == (60, 30)


def file_of(request: Request) -> Request:
    """Give a request as it was when it was filed."""
    return replace(request, state=type(request.state).NEW, owner_id=None, with_vendors=0)


def test_the_promise_to_the_requester_does_not_move_while_a_vendor_works(office: Office) -> None:
    signed(office)
    before = file(office, "Another one")
    with office.store.read() as tx:
        promised = tx.requests.by_id(before.id).promised
    wanted = Help(vendor_id=None, reason="Lenovo The dock")
    engaging.engage(office, act(TARA, "tara"), number=before.number, wanted=wanted)
    says(office, before.number, Said.WAITS, minutes=5)

    with office.store.read() as tx:
        assert tx.requests.by_id(before.id).promised.resolve_by == promised.resolve_by


def test_what_makes_no_sense_is_refused(office: Office) -> None:
    signed(office)
    request = asked(office)
    wanted = Help(vendor_id=None, reason="Lenovo Again")

    with pytest.raises(AlreadyEngaged):
        engaging.engage(office, act(TARA, "again"), number=request.number, wanted=wanted)
    with pytest.raises(NotWaiting):
        says(office, request.number, Said.GOES_ON, minutes=1)
    says(office, request.number, Said.RESPONDED, minutes=2)
    with pytest.raises(AlreadyResponded):
        progress.note(
            office, act(TARA, "twice"), number=request.number, word=Word(said=Said.RESPONDED)
        )
    with pytest.raises(NotEngaged):
        says(office, file(office, "Alone").number, Said.WAITS, minutes=3)


def test_a_reminder_is_sent_once_by_however_many_copies(office: Office) -> None:
    signed(office)
    asked(office)
    late = NOW + timedelta(hours=2, minutes=1)

    looked = [chasing.chase_vendors(office, late) for _ in range(3)]

    assert looked == [1, 0, 0]


def test_the_words_about_a_case_go_with_those_of_the_request(office: Office) -> None:
    signed(office)
    request = asked(office)

    with office.store.write() as tx:
        tx.erasure.forget_words(request.id)

    with office.store.read() as tx:
        (known,) = tx.engagements.of(request.id)
    assert known.reference == Reference()


def test_the_checkup_names_promises_that_no_contract_bears(office: Office) -> None:
    signed(office)
    here = replace(office, desks={"it": replace(DESK, categories=("Hardware",))})

    said = [finding.sentence for finding in vendor_findings(here, NOW)]

    assert said == ["Hardware P1: we promise 4 h 00 m, Lenovo has 8 h 00 m."]


def test_a_category_with_two_vendors_depends_on_neither_alone(office: Office) -> None:
    signed(office)
    signed(office, replace(DRAFT, name="Dell"))
    here = replace(office, desks={"it": replace(DESK, categories=("Hardware",))})

    said = [finding.sentence for finding in vendor_findings(here, NOW)]

    assert said == ["IT desk has 2, and their contracts hold."]


def test_a_contract_that_is_over_is_named(office: Office) -> None:
    signed(office, replace(DRAFT, resolution="4 h", response="1 h", ends="2026-03-31"))

    said = [f.sentence for f in vendor_findings(office, NOW + timedelta(days=60))]

    assert said == ["The contract with Lenovo ended on 2026-03-31."]
