"""What could still lead to somebody, or reach somebody, who was erased."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.domain.messages import NoticeKind
from bot.usecases import endings, marks
from bot.usecases.care import personal_data
from bot.usecases.company import directory, people
from bot.usecases.endings import Solution
from bot.usecases.looking import home
from bot.usecases.marks import Spot
from storage.lanes import direct_lane
from storage.outbox import Errand, OutboxKind
from storage.tables import metadata
from tests.support.offices import ALICE, BOB, NOW, THEO, act, file

if TYPE_CHECKING:
    from bot.usecases.office import Office
    from tests.attacks.door import Door


def test_no_row_leads_to_whoever_was_erased(door: Door) -> None:
    office = door.office
    number = file(office).number
    home.opened(office, act(ALICE, "opens"))
    marks.ask_for(office, act(ALICE, "marks"), Spot(channel="C04ALL", ts="7.7"), emoji="ticket")
    _wait_for_morning(office)
    with office.store.write() as tx:
        people.ask_about(tx, tx.people.ensure(ALICE), NOW)
    endings.resolve(office, act(THEO, "done"), number=number, solution=Solution(note="Done"))

    personal_data.erase(office, ALICE, now=NOW)

    assert _left(office, ALICE) == []


def test_whoever_was_erased_has_no_tracks_as_a_technician_either(door: Door) -> None:
    office = door.office
    number = file(office, by=act(BOB, "files")).number
    directory.learn_group(office, "S0X", slack_ids=[THEO])
    with office.store.write() as tx:
        offer = Errand(kind=OutboxKind.OFFER, lane="C04TEAM", ref=1, facts={"to": THEO})
        tx.outbox.add(offer, now=NOW)
    endings.resolve(office, act(THEO, "done"), number=number, solution=Solution(note="Done"))

    personal_data.erase(office, THEO, now=NOW)

    assert _left(office, THEO) == []


def _wait_for_morning(office: Office) -> None:
    """Have something set aside that Alice is to read in the morning."""
    with office.store.write() as tx:
        facts = {"notice": NoticeKind.UNDELIVERED}
        tx.outbox.add(Errand(kind=OutboxKind.NOTICE, lane=direct_lane(ALICE), facts=facts), now=NOW)
    with office.store.write() as tx:
        for due in tx.outbox.claim(NOW, limit=99, lease=NOW - NOW):
            if due.errand.kind is OutboxKind.NOTICE:
                tx.outbox.set_aside(due, until=NOW)


def _left(office: Office, slack_id: str) -> list[str]:
    with office.store.database.read() as connection:
        return [
            table.name
            for table in metadata.sorted_tables
            for row in connection.execute(select(table))
            if slack_id in str(row)
        ]
