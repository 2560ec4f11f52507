"""Reminders in the database: each step once, whoever asks, and in one message for each."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

import pytest
from sqlalchemy import select

from bot.domain.events import EventKind
from bot.domain.reminders import Chain, ChainStep, Habits, Told, Waiting, When
from bot.domain.reminders.bundle import Bundle
from bot.domain.request import HoldReason, Priority, State
from bot.usecases import endings, escalations, parcels, reminding, talk, work
from bot.usecases.intake import Filing, add_details, file_request
from storage.conversations import Side
from storage.messages import MessageState, ThreadMessage
from storage.outbox import OutboxKind, Spot
from storage.tables import outbox, reminder_calls, reminders, requests
from tests.domain.test_calendar import weekdays
from tests.support.offices import ALICE, MONA, NOW, THEO, act, file, with_changes

if TYPE_CHECKING:
    from bot.domain.request import Request
    from bot.usecases.office import Office
    from storage.outbox import Due

MINUTE: Final = timedelta(minutes=1)
DAY: Final = timedelta(days=1)
#: Three quarters of the two hours until the first answer.
ALMOST: Final = NOW + 90 * MINUTE
LATE: Final = NOW + 120 * MINUTE
UNCLAIMED: Final = Chain(
    when=When.UNCLAIMED,
    steps=(ChainStep(after=30, tell=Told.LEAD), ChainStep(after=60, escalate="tier2")),
)


def having(office: Office, **habits: object) -> Office:
    own = Habits(**habits)  # type: ignore[arg-type] # the class checks the names itself
    return replace(office, desks={"it": with_changes(reminders=own)})


def in_office_hours(office: Office) -> Office:
    return replace(office, desks={"it": with_changes(calendar=weekdays("09:00-17:00"))})


def tick(office: Office, now: datetime) -> int:
    return reminding.remind_due(office, now) + reminding.tell_due(office, now)


def told(office: Office) -> list[tuple[str, int]]:
    """Give the reminders that are queued: for which lane, and how many steps are in it."""
    query = (
        select(outbox.c.lane, outbox.c.ref)
        .where(outbox.c.kind == OutboxKind.REMINDERS)
        .order_by(outbox.c.id)
    )
    with office.store.database.read() as connection:
        rows = list(connection.execute(query))
    with office.store.read() as tx:
        return [(row.lane, len(tx.reminders.of_bundle(row.ref))) for row in rows]


def next_look(office: Office, request: Request) -> datetime | None:
    query = select(requests.c.remind_at).where(requests.c.id == request.id)
    with office.store.database.read() as connection:
        at: datetime | None = connection.execute(query).scalar_one()
    return at


def steps(office: Office) -> list[tuple[str, int]]:
    query = select(reminders.c.ladder, reminders.c.step).order_by(reminders.c.id)
    with office.store.database.read() as connection:
        return [(row.ladder, row.step) for row in connection.execute(query)]


def taken(office: Office, kind: OutboxKind, now: datetime) -> Due:
    """Take up rows as a sender does until one of a kind comes, and note that Slack has them."""
    with office.store.write() as tx:
        while due := tx.outbox.claim(now, limit=50, lease=MINUTE):
            for one in due:
                if one.errand.kind is kind:
                    return one
                tx.outbox.sent(one, Spot(), now=now)
            now += MINUTE / 10
    raise LookupError(kind)


def claimed(office: Office, title: str = "VPN is down") -> Request:
    request = file(office, title)
    after = work.claim(office, act(THEO, f"claim {title}"), number=request.number)
    assert after is not None
    return after


def held(office: Office) -> Request:
    request = claimed(office)
    talk_about = act(THEO, "hold", NOW)
    why = HoldReason.REQUESTER
    after = work.hold(office, talk_about, number=request.number, why=why, reason="Which office?")
    assert after is not None
    with office.store.write() as tx:
        for side in tx.conversations.threads_of(request.id):
            channel = f"C04{side.name}"
            tx.conversations.stands(request.id, side, channel=channel, ts="1.0")
    return after


def state_of(office: Office, request: Request) -> State:
    with office.store.read() as tx:
        return tx.requests.by_id(request.id).request.state


def chaser(office: Office, now: datetime) -> Due:
    return taken(office, OutboxKind.CHASER, now)


def deliver(office: Office, due: Due, now: datetime) -> None:
    with office.store.write() as tx:
        tx.outbox.sent(due, Spot(), now=now)
        reminding.chaser_sent(tx, due.errand, now=now)


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


def test_a_chain_tells_the_lead_and_then_escalates_by_itself(office: Office) -> None:
    chained = having(office, chains=(UNCLAIMED,))
    request = file(chained)

    tick(chained, NOW + 30 * MINUTE)
    first = told(chained)
    for minutes in (60, 60, 61):
        tick(chained, NOW + minutes * MINUTE)

    with office.store.read() as tx:
        stored, log = tx.requests.by_id(request.id).request, tx.events.of(request.id)
        note = tx.events.last_note(request.id)
    (escalated,) = [event for event in log if event.kind is EventKind.ESCALATED]
    assert first == [(f"dm:{MONA}", 1)]
    assert stored.tier == 2
    assert escalated.actor.person_id is None
    assert escalated.facts["automatic"] is True
    assert note == "Nobody has claimed it for 1 h of working time."


def test_a_request_that_is_with_that_tier_already_is_left_alone(office: Office) -> None:
    chained = having(office, chains=(UNCLAIMED,))
    request = file(chained)

    escalations.escalate(
        chained, act(THEO, "up"), number=request.number, to=3, reason="Needs the router"
    )

    tick(chained, NOW + 60 * MINUTE)

    with office.store.read() as tx:
        assert tx.requests.by_id(request.id).request.tier == 3


def test_a_cycle_asks_one_technician_after_the_other_and_each_once(office: Office) -> None:
    cycle = Chain(when=When.UNCLAIMED, cycle=10)
    asking = having(office, chains=(cycle,))
    file(asking)

    for minutes in range(5, 125, 5):
        tick(asking, NOW + minutes * MINUTE)

    lanes = [lane for lane, _ in told(asking) if lane not in {"C04TEAM", f"dm:{MONA}"}]
    assert lanes == [f"dm:{name}" for name in (THEO, "U0TARA", "U0ANA", "U0BEN")]


@pytest.mark.parametrize("by", ["word", "edit", "details", "button"])
def test_any_word_of_the_requester_ends_the_waiting(office: Office, by: str) -> None:
    request = held(office)
    later = NOW + DAY
    said = talk.Said(
        channel="C04REQUESTER", thread_ts="1.0", ts="0.9", text="Berlin", said_at=later
    )
    if by == "word":
        talk.hear(office, act(ALICE, "word", later), said)
    elif by == "edit":
        _said_before(office, request, said)
        talk.reword(office, act(ALICE, "edit", later), channel="C04REQUESTER", ts="0.9", text="No")
    elif by == "details":
        add_details(office, act(ALICE, "add", later), number=request.number, details="Berlin")
    else:
        endings.say_still_needed(office, act(ALICE, "still", later), number=request.number)

    for days in range(2, 20):
        tick(office, NOW + days * DAY)

    assert state_of(office, request) is State.CLAIMED
    assert not [step for step in steps(office) if step[0] == "waiting"]


def _said_before(office: Office, request: Request, said: talk.Said) -> None:
    """Have the requester say something in the thread before the question was asked."""

    with office.store.write() as tx:
        message = ThreadMessage(
            id=0,
            request_id=request.id,
            side=Side.REQUESTER,
            channel=said.channel,
            ts=said.ts,
            author_id=tx.people.ensure(ALICE).id,
            said_at=NOW,
            state=MessageState.RELAYED,
            text="Bonn",
        )
        tx.messages.say(message)


def test_what_nobody_answers_is_asked_twice_and_then_put_aside(office: Office) -> None:
    request = held(office)
    for days in (2, 4):
        at = NOW + days * DAY
        tick(office, at)
        deliver(office, chaser(office, at), at)
        assert state_of(office, request) is State.ON_HOLD

    tick(office, NOW + 6 * DAY)

    assert state_of(office, request) is State.RESOLVED
    with office.store.read() as tx:
        log = tx.events.of(request.id)
        assert tx.surveys.undecided_of(request.id) == []
    assert log[-1].facts["unanswered"] is True
    reopened = endings.reopen(
        office, act(ALICE, "again", NOW + 7 * DAY), number=request.number, reason=""
    )
    assert reopened is not None
    assert reopened.is_open


def test_a_question_that_was_never_delivered_moves_nothing_on(office: Office) -> None:
    request = held(office)

    for days in range(1, 30):
        tick(office, NOW + days * DAY)

    assert [step for step in steps(office) if step[0] == "waiting"] == [("waiting", 2)]
    assert state_of(office, request) is State.ON_HOLD


def test_a_chaser_is_not_sent_to_whoever_has_answered_meanwhile(office: Office) -> None:
    request = held(office)
    at = NOW + 2 * DAY
    tick(office, at)
    due = chaser(office, at)
    endings.say_still_needed(office, act(ALICE, "still", at), number=request.number)

    assert parcels.pack(office, due, at) is None


def test_a_desk_can_leave_its_requesters_in_peace(office: Office) -> None:
    patient = having(office, waiting=Waiting(chase=0, warn=0, close=0))
    request = held(patient)

    for days in range(1, 30):
        tick(patient, NOW + days * DAY)

    assert state_of(patient, request) is State.ON_HOLD


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
