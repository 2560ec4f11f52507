"""Somebody for whom things go badly three times is brought to the lead, and once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.domain.desk import Promise
from bot.domain.experiences import Poor
from bot.domain.messages import NoticeKind
from bot.domain.request import Priority
from bot.usecases import endings, experiences, work
from bot.usecases.endings import Solution
from bot.usecases.reminding.round import remind_due
from storage.lanes import direct_lane
from storage.outbox import OutboxKind
from storage.tables import outbox
from tests.support.offices import ALICE, BOB, DESK, MONA, NOW, THEO, act, file

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.desk import Desk
    from bot.usecases.office import Office

SOLVED = Solution(note="Restarted the gateway")


def told(office: Office) -> list[tuple[str, object]]:
    query = select(outbox.c.lane, outbox.c.facts).where(outbox.c.kind == OutboxKind.NOTICE)
    with office.store.database.read() as connection:
        rows = list(connection.execute(query.order_by(outbox.c.id)))
    kind = NoticeKind.POOR_EXPERIENCES
    return [(row.lane, row.facts["numbers"]) for row in rows if row.facts["notice"] == kind]


def goes_badly(
    office: Office, number: int, *, desk: Desk = DESK, kind: Poor = Poor.LATE, at: datetime = NOW
) -> None:
    with office.store.write() as tx:
        experiences.note(tx, desk, tx.requests.by_number(number).request, kind, now=at)


def reopened(office: Office, number: int, *, by: str = ALICE) -> None:
    key = f"{number} by {by}"
    endings.resolve(office, act(THEO, f"resolve {key}"), number=number, solution=SOLVED)
    endings.reopen(office, act(by, f"reopen {key}"), number=number, reason="Not yet")


def test_the_third_poor_experience_reaches_the_lead_and_no_further_one(office: Office) -> None:
    numbers = [file(office, f"Request {n}").number for n in range(5)]
    heard = []

    for number in numbers:
        reopened(office, number)
        heard.append(len(told(office)))

    assert heard == [0, 0, 1, 1, 1]
    assert told(office) == [(direct_lane(MONA), "1 2 3")]


def test_whoever_looked_after_one_of_them_is_not_told_as_a_lead(office: Office) -> None:
    led = replace(DESK, leads=frozenset({MONA, THEO}))
    office = replace(office, desks={"it": led})
    numbers = [file(office, f"Request {n}").number for n in range(3)]
    work.claim(office, act(THEO, "claim"), number=numbers[0])

    for number in numbers:
        goes_badly(office, number, desk=led)

    assert [lane for lane, _ in told(office)] == [direct_lane(MONA)]


def test_three_people_with_one_each_are_no_case(office: Office) -> None:
    mine, yours = file(office), file(office, "Mouse", by=act(BOB, "mouse"))

    goes_badly(office, mine.number)
    goes_badly(office, mine.number, kind=Poor.RATED_LOW)
    goes_badly(office, yours.number)

    assert told(office) == []


def test_what_is_long_ago_counts_no_more(office: Office) -> None:
    numbers = [file(office, f"Request {n}").number for n in range(3)]

    for number in numbers[:2]:
        goes_badly(office, number)
    goes_badly(office, numbers[2], at=NOW + timedelta(days=91))

    assert told(office) == []


def test_the_same_delay_counts_once(office: Office) -> None:
    number = file(office).number

    for _ in range(3):
        goes_badly(office, number)

    assert told(office) == []


def test_a_desk_that_wants_to_know_nothing_is_told_nothing(office: Office) -> None:
    silent = replace(DESK, poor_experiences=0)
    numbers = [file(office, f"Request {n}").number for n in range(3)]

    for number in numbers:
        goes_badly(office, number, desk=silent)

    assert told(office) == []


def test_a_technician_who_finds_his_own_mistake_harms_nobody(office: Office) -> None:
    numbers = [file(office, f"Request {n}").number for n in range(3)]

    for number in numbers:
        reopened(office, number, by=THEO)

    assert told(office) == []


def test_promises_that_are_missed_count(office: Office) -> None:
    quick = dict.fromkeys(Priority, Promise(response=10, resolution=100_000))
    hasty = replace(office, desks={"it": replace(DESK, promises=quick)})
    for n in range(3):
        file(hasty, f"Request {n}")

    remind_due(hasty, NOW + timedelta(minutes=11))

    assert [lane for lane, _ in told(hasty)] == [direct_lane(MONA)]
