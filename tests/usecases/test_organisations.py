"""Whose request it is, and that its clock runs by the hours of its organisation."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.cut import Cut
from bot.domain.desk import DEFAULT_PROMISES, Promise
from bot.domain.history import Period
from bot.domain.organisations import Organisation, Organisations
from bot.domain.request import HoldReason, Priority
from bot.domain.sla import Clock
from bot.usecases import figures, talk, work
from bot.usecases.looking.why import why
from storage.conversations import Side
from tests.domain.stories import OFFICE
from tests.support.offices import ALICE, BOB, DESK, NOW, THEO, act, file

if TYPE_CHECKING:
    from datetime import datetime

    from bot.usecases.office import Office

MINUTE = timedelta(minutes=1)
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


def test_each_figure_can_be_asked_for_one_organisation(serving: Office) -> None:
    """Both were answered after 90 minutes: in time at the desk, too late for ACME."""
    for person in (ALICE, BOB):
        number = file(serving, f"For {person}", by=act(person, person)).number
        work.claim(serving, act(THEO, f"claim {number}"), number=number)
        answered(serving, number, NOW + 90 * MINUTE)
    today = Period(start=NOW, end=NOW + timedelta(days=1), zone=OFFICE.zone)

    every = figures.kpis(serving, TERMS, today)
    acme = figures.kpis(serving, TERMS, today, cut=Cut(organisation="ACME"))

    told = [(known["volume"].n, known["backlog"].n) for known in (every, acme)]
    attained = [known["response_attainment"] for known in (every, acme)]
    assert told == [(2, 2), (1, 1)]
    assert [(figure.numerator, figure.n) for figure in attained] == [(1, 2), (0, 1)]


def test_a_promise_that_ran_out_unnoticed_is_a_miss_of_its_day(serving: Office) -> None:
    file(serving, by=act(BOB, "file"))
    days = [
        Period(start=NOW + timedelta(days=n), end=NOW + timedelta(days=n + 1), zone=OFFICE.zone)
        for n in (0, 1, 2)
    ]

    figure = [figures.kpis(serving, TERMS, day)["resolution_attainment"] for day in days]

    assert [(known.numerator, known.n) for known in figure] == [(None, 0), (0, 1), (None, 0)]
    assert figure[0].excluded == {"pending": 1}


def answered(office: Office, number: int, at: datetime) -> None:
    with office.store.write() as tx:
        request_id = tx.requests.by_number(number).request.id
        ts = f"{number}.1"
        tx.conversations.stands(request_id, Side.CARD, channel="C04TEAM", ts=ts)
    said = talk.Said(channel="C04TEAM", thread_ts=ts, ts=f"{number}.2", text="Looking", said_at=at)
    talk.hear(office, act(THEO, f"answer {number}", at), said)
