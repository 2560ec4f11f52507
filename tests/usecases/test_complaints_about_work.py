"""What people complain about in the work of other desks, one test for each complaint.

The numbers are those of `tests/domain/test_complaints_about_time.py`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

import pytest

from bot.domain.desk import Promise
from bot.domain.kpis import KPIS
from bot.domain.ledger import Outcome
from bot.domain.reminders import Chain, ChainStep, Habits, Told, When
from bot.domain.request import HoldReason, Priority
from bot.domain.sla import Clock
from bot.usecases import work
from bot.usecases.filing.intake import Filing, add_details, file_request
from bot.usecases.looking.reading import queue
from bot.usecases.looking.why import why
from tests.domain import stories
from tests.domain.stories import on, story, told_in
from tests.domain.test_calendar import weekdays
from tests.support.offices import ALICE, NOW, TARA, THEO, act, file, with_changes
from tests.usecases.reminded import steps, tick
from tests.usecases.test_why import answer

if TYPE_CHECKING:
    from bot.domain.desk import Desk
    from bot.domain.ledger import Ledger
    from bot.usecases.office import Office

MINUTE: Final = timedelta(minutes=1)
PROMISE: Final = Promise(response=60, resolution=240, next_response=30, update=600)


def promising(office: Office, **changes: object) -> Office:
    desk = with_changes(promises=dict.fromkeys(Priority, PROMISE))
    return replace(office, desks={"it": with_changes(desk, **changes)})


def desk_of(office: Office) -> Desk:
    return office.desks["it"]


def books(office: Office, number: int, clock: Clock, at: datetime) -> list[Ledger]:
    known = why(office, act(THEO, "why", at), number=number).ledgers
    return [one for one in known if one.clock is clock]


def late(office: Office, at: datetime) -> list[int]:
    rows, _ = queue(office, act(THEO, "queue", at), desk_of(office), which="late")
    return [view.request.number for view in rows]


# 17. Time zones.


def test_17_a_request_was_escalated_when_it_was_filed(office: Office) -> None:
    """A quarter to eleven in New York is one to five in Berlin, where a quarter is left."""
    chain = Chain(when=When.UNCLAIMED, steps=(ChainStep(after=30, tell=Told.LEAD),))
    berlin = promising(
        office,
        calendar=weekdays("09:00-17:00", "Europe/Berlin"),
        reminders=Habits(chains=(chain,)),
    )
    at = datetime(2026, 3, 3, 10, 45, tzinfo=ZoneInfo("America/New_York")).astimezone(UTC)
    morning = datetime(2026, 3, 4, 9, 15, tzinfo=ZoneInfo("Europe/Berlin")).astimezone(UTC)
    file(berlin, by=act(ALICE, "file", at))

    for early in (at, at + 30 * MINUTE, morning - MINUTE):
        tick(berlin, early)
    before = steps(berlin)
    tick(berlin, morning)

    assert ("chain:unclaimed", 30) not in before
    assert ("chain:unclaimed", 30) in steps(berlin)


# 18. Which event starts and stops which clock.


def test_18_a_question_by_another_door_started_no_clock(office: Office) -> None:
    desk = promising(office)
    number = file(desk).number
    answer(desk, number, NOW + 10 * MINUTE)

    asked_at = NOW + 60 * MINUTE
    add_details(desk, act(ALICE, "form", asked_at), number=number, details="It is the blue one")

    (book,) = books(desk, number, Clock.NEXT_RESPONSE, asked_at + MINUTE)
    assert (book.start, book.due) == (asked_at, asked_at + 30 * MINUTE)


def test_18_what_is_filed_from_a_call_waited_for_a_first_answer(office: Office) -> None:
    """Whoever files for somebody on the telephone has answered already."""
    desk = promising(office)
    filing = Filing(channel="form", text="No picture", on_behalf_of=ALICE, way="phone")

    view = file_request(desk, act(THEO, "call"), filing)

    assert view is not None
    (book,) = books(desk, view.request.number, Clock.RESPONSE, NOW + MINUTE)
    assert book.outcome is Outcome.KEPT


# 20. Waiting for somebody else.


@pytest.mark.parametrize("reason", [HoldReason.VENDOR, HoldReason.OTHER])
def test_20_what_was_stuck_was_seen_by_nobody(office: Office, reason: HoldReason) -> None:
    desk = promising(office)
    number = file(desk).number
    answer(desk, number, NOW)
    work.hold(desk, act(THEO, "hold", NOW), number=number, why=reason, reason="They look")

    due = NOW + 240 * MINUTE
    tick(desk, due)

    assert late(desk, due - MINUTE) == []
    assert late(desk, due + MINUTE) == [number]
    assert ("resolution", 100) in steps(desk)


# 21. Reports that do not match.


def test_21_what_came_at_midnight_was_counted_on_both_days() -> None:
    history = story(stories.filed(on(17, "00:00")))

    counted = [KPIS["volume"].compute(told_in(day, day, [history])).value for day in (16, 17, 18)]

    assert counted == [0, 1, 0]


# 22. Who gets it.


def test_22_a_second_technician_took_what_the_first_one_had_claimed(office: Office) -> None:
    number = file(office).number
    work.claim(office, act(THEO, "first"), number=number)

    with pytest.raises(work.AlreadyClaimed):
        work.claim(office, act(TARA, "second"), number=number)

    with office.store.read() as tx:
        owner = tx.people.get(tx.requests.by_number(number).request.owner_id)
    assert owner is not None
    assert owner.slack_id == THEO
