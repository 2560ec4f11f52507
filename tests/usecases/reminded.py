"""An office whose clock is moved on, and what it has reminded people of."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from bot.domain.reminders import Chain, ChainStep, Habits, Told, When
from bot.domain.request import HoldReason, State
from bot.usecases import reminding, work
from storage.outbox import OutboxKind, Spot
from storage.tables import outbox, reminders, requests
from tests.domain.test_calendar import weekdays
from tests.support.offices import NOW, THEO, act, file, with_changes

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
