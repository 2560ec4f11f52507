"""What the clock makes happen: whatever a column says is due."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.events import BY_ITSELF, Event, EventKind
from bot.domain.request import State
from bot.usecases import moves
from bot.usecases.rounds import take_due

if TYPE_CHECKING:
    from datetime import datetime

    from bot.usecases.office import Office

#: Slack gives up on a delivery after a day; a week is a safe memory of them.
REMEMBER_DELIVERIES = timedelta(days=7)


def resume_due(office: Office, now: datetime) -> int:
    """End the holds whose agreed date has come; return how many."""
    return take_due(
        office,
        "resume",
        lambda tx, most: tx.requests.due_to_resume(now, limit=most),
        lambda one: _resume(office, one, now),
        now=now,
    )


def close_due(office: Office, now: datetime) -> int:
    """Close what was resolved long enough ago without objection; return how many."""
    return take_due(
        office,
        "close",
        lambda tx, most: tx.requests.due_to_close(now, limit=most),
        lambda one: _close(office, one, now),
        now=now,
    )


def forget_old_deliveries(office: Office, now: datetime) -> None:
    """Drop the keys of deliveries that Slack will never repeat, and reminders never sent."""
    with office.store.write() as tx:
        tx.deliveries.forget(before=now - REMEMBER_DELIVERIES)
        tx.reminders.forget_calls(before=now - REMEMBER_DELIVERIES)


def _resume(office: Office, request_id: int, now: datetime) -> None:
    with office.store.write() as tx:
        stored = tx.requests.by_id(request_id, to_change=True)
        desk = office.desks.get(stored.request.desk_key)
        if desk is None or stored.request.state is not State.ON_HOLD:
            tx.requests.keep_held(request_id)
            return
        until = stored.request.hold_until
        if until is None or until > now:
            # Somebody has set another date since the list was read.
            return
        moves.record(tx, stored, desk, [moves.hold_ended(stored.request, desk, BY_ITSELF, now)])


def _close(office: Office, request_id: int, now: datetime) -> None:
    with office.store.write() as tx:
        stored = tx.requests.by_id(request_id, to_change=True)
        desk = office.desks.get(stored.request.desk_key)
        if desk is None or stored.request.state is not State.RESOLVED:
            tx.requests.keep_open(request_id)
            return
        at = moves.close_at(stored.request, desk)
        if at is None or at > now:
            # It was reopened and resolved again since the list was read.
            return
        moves.record(tx, stored, desk, [Event(kind=EventKind.CLOSED, at=now, actor=BY_ITSELF)])
