"""Reminders in the database: each step once, whoever asks, and in one message for each."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.domain.reminders.bundle import Bundle
from bot.domain.request import HoldReason, Priority
from bot.usecases import endings, reminding, work
from bot.usecases.filing.intake import Filing, file_request
from bot.usecases.sending import parcels
from storage.outbox import OutboxKind
from storage.tables import reminder_calls, reminders
from tests.support.offices import ALICE, MONA, NOW, THEO, act, file
from tests.usecases.reminded import (
    ALMOST,
    DAY,
    LATE,
    MINUTE,
    claimed,
    in_office_hours,
    next_look,
    steps,
    taken,
    tick,
    told,
)

if TYPE_CHECKING:
    from bot.usecases.office import Office


def test_a_request_that_nobody_has_is_shown_to_the_team_once(office: Office) -> None:
    file(office)

    looked = [tick(office, ALMOST) for _ in range(3)]

    assert told(office) == [("C04TEAM", 1)]
    assert looked[1:] == [0, 0]
    assert steps(office) == [("response", 50), ("response", 75)]


def test_the_owner_is_warned_directly_and_the_lead_when_it_is_too_late(office: Office) -> None:
    request = claimed(office)

    tick(office, ALMOST)
    first = told(office)
    tick(office, LATE)

    assert first == [(f"dm:{THEO}", 1)]
    assert told(office)[1:] == [(f"dm:{MONA}", 1), (f"dm:{THEO}", 1)]
    assert next_look(office, request) == NOW + 720 * MINUTE


def test_at_half_of_the_time_only_the_card_changes(office: Office) -> None:
    file(office)

    tick(office, NOW + 60 * MINUTE)

    assert told(office) == []
    assert steps(office) == [("response", 50)]


def test_ten_requests_late_at_once_are_one_message_for_the_lead(office: Office) -> None:
    for number in range(10):
        claimed(office, f"Screen {number} is dark")

    tick(office, LATE)

    assert told(office) == [(f"dm:{MONA}", 10), (f"dm:{THEO}", 10)]


def test_two_schedulers_take_each_step_once(office: Office) -> None:
    requests_ = [claimed(office, f"Screen {number}") for number in range(3)]
    other = replace(office)

    looked = [reminding.remind_due(one, LATE) for one in (office, other)]
    told_ = [reminding.tell_due(one, LATE) for one in (office, other)]

    assert looked == [len(requests_), 0]
    assert told_ == [2, 0]
    assert len(steps(office)) == 3 * len(requests_)


def test_what_was_taken_up_before_a_death_is_told_after_it(office: Office) -> None:
    claimed(office)
    reminding.remind_due(office, LATE)

    looked = tick(office, LATE + MINUTE)

    assert looked == 2
    assert len(told(office)) == 2


def test_nobody_is_called_while_the_desk_is_closed(office: Office) -> None:
    """The complaint zammad#4432."""
    closed = in_office_hours(office)
    by = act(ALICE, "evening", datetime(2026, 3, 3, 16, 30, tzinfo=UTC))
    view = file_request(closed, by, Filing(channel="command", text="Dark"))
    assert view is not None
    with office.store.write() as tx:
        tx.requests.remind_at(view.request.id, NOW)

    night = datetime(2026, 3, 3, 23, 0, tzinfo=UTC)
    tick(closed, night)

    assert told(closed) == []
    assert next_look(closed, view.request) == datetime(2026, 3, 4, 9, 0, tzinfo=UTC)


def test_what_was_settled_before_it_is_sent_is_left_out(office: Office) -> None:
    requests_ = [claimed(office, f"Screen {number}") for number in range(2)]
    tick(office, ALMOST)
    work.hold(
        office,
        act(THEO, "hold", ALMOST),
        number=requests_[0].number,
        why=HoldReason.REQUESTER,
        reason="Which one?",
    )
    endings.resolve(
        office,
        act(THEO, "done", ALMOST),
        number=requests_[1].number,
        solution=endings.Solution(note="Plugged in"),
    )

    due = taken(office, OutboxKind.REMINDERS, ALMOST + MINUTE)
    parcel = parcels.pack(office, due, ALMOST + MINUTE)

    assert parcel is not None
    assert isinstance(parcel.content, Bundle)
    assert [line.view.request.number for line in parcel.content.lines] == [requests_[0].number]


def test_a_private_request_is_told_to_its_owner_and_the_lead_alone(office: Office) -> None:
    filing = Filing(channel="form", text="My salary", private=True)
    view = file_request(office, act(ALICE, "private"), filing)
    assert view is not None

    tick(office, ALMOST)
    due = taken(office, OutboxKind.REMINDERS, ALMOST)
    parcel = parcels.pack(office, due, ALMOST)

    assert told(office) == [(f"dm:{MONA}", 1)]
    assert parcel is not None
    assert isinstance(parcel.content, Bundle)
    assert parcel.content.lines[0].view.is_hidden


def test_a_forgotten_request_is_raised_to_the_lead(office: Office) -> None:
    """The complaint chatwoot#6889."""
    request = claimed(office)
    with office.store.write() as tx:
        tx.requests.remind_at(request.id, NOW)

    for days in range(1, 7):
        tick(office, NOW + days * DAY)

    silent = [step for step in steps(office) if step[0] == "silent"]
    assert silent == [("silent", 3), ("silent", 5)]


def test_a_higher_priority_looks_again_at_once(office: Office) -> None:
    request = claimed(office)
    tick(office, ALMOST)

    work.set_priority(
        office, act(THEO, "urgent", ALMOST), number=request.number, priority=Priority.P1
    )
    tick(office, ALMOST)

    assert steps(office)[2:] == [
        ("response", 50),
        ("response", 75),
        ("response", 100),
    ]


def test_what_was_sent_waits_for_nobody_any_more(office: Office) -> None:
    claimed(office)
    tick(office, LATE)
    due = taken(office, OutboxKind.REMINDERS, LATE)

    with office.store.write() as tx:
        reminding.bundle_sent(tx, due.errand, now=LATE)

    with office.store.database.read() as connection:
        left = list(connection.execute(select(reminder_calls.c.bundle)).scalars())
        sent = list(connection.execute(select(reminders.c.sent_at)).scalars())
    assert due.errand.ref not in left
    assert LATE in sent


def test_a_desk_that_has_left_the_settings_reminds_nobody(office: Office) -> None:
    request = file(office)
    without = replace(office, desks={})

    tick(without, LATE)

    assert next_look(office, request) is None
