"""Whose request it is, and that its clock runs by the hours of its organisation."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.desk import DEFAULT_PROMISES, Promise
from bot.domain.organisations import Organisation, Organisations
from bot.domain.request import HoldReason, Priority
from bot.domain.sla import Clock
from bot.usecases import work
from bot.usecases.why import why
from tests.domain.stories import OFFICE
from tests.support.offices import ALICE, BOB, DESK, NOW, THEO, act, file

if TYPE_CHECKING:
    from bot.usecases.office import Office

ACME = Organisation(
    name="ACME", people=frozenset({ALICE}), teams=frozenset({"T0ACME"}), calendar=OFFICE
)
TERMS = replace(
    DESK,
    calendars={"ACME": OFFICE},
    promises_by_organisation={
        ("ACME", ""): {**DEFAULT_PROMISES, Priority.P3: Promise(response=60, resolution=600)}
    },
)


@pytest.fixture
def serving(office: Office) -> Office:
    return replace(office, desks={"it": TERMS}, organisations=Organisations(listed=(ACME,)))


def test_a_request_belongs_to_the_organisation_of_whoever_needs_it(serving: Office) -> None:
    theirs, others = file(serving), file(serving, "Mouse", by=act(BOB, "mouse"))

    assert (theirs.organisation, others.organisation) == ("ACME", None)
    with serving.store.read() as tx:
        (created,) = tx.events.of(theirs.id)
    assert created.facts["organisation"] == "ACME"


def test_the_promise_runs_by_the_hours_of_the_organisation(serving: Office) -> None:
    number = file(serving).number

    books = {book.clock: book for book in why(serving, act(THEO, "why"), number=number).ledgers}

    # Filed on Tuesday at 10:00; ten hours of nine to five end on Wednesday at 12:00.
    assert books[Clock.RESOLUTION].due == NOW + timedelta(hours=26)
    assert books[Clock.RESOLUTION].calendar == "ACME"
    assert books[Clock.RESPONSE].due == NOW + timedelta(hours=1)


def test_a_hold_counts_by_the_hours_of_the_organisation(serving: Office) -> None:
    number = file(serving).number
    why_ = HoldReason.REQUESTER
    work.hold(serving, act(THEO, "hold"), number=number, why=why_, reason="Which office?")

    later = NOW + timedelta(hours=24)
    work.resume(serving, act(THEO, "resume", later), number=number)

    with serving.store.read() as tx:
        stored = tx.requests.by_number(number)
    assert stored.request.held_minutes == 8 * 60
    assert stored.promised.resolve_by == NOW + timedelta(hours=2 * 24 + 2)
