"""What the clock makes happen: whatever a column says is due."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.events import Actor, ActorKind
from bot.domain.request import State
from bot.usecases import moves

if TYPE_CHECKING:
    from datetime import datetime

    from bot.usecases.office import Office

ROUND = 100
#: Slack gives up on a delivery after a day; a week is a safe memory of them.
REMEMBER_DELIVERIES = timedelta(days=7)


def resume_due(office: Office, now: datetime) -> int:
    """End the holds whose agreed date has come; return how many."""
    with office.store.read() as tx:
        due = tx.requests.due_to_resume(now, limit=ROUND)
    for request_id in due:
        with office.store.write() as tx:
            stored = tx.requests.by_id(request_id, to_change=True)
            desk = office.desks.get(stored.request.desk_key)
            if desk is None or stored.request.state is not State.ON_HOLD:
                tx.requests.keep_held(request_id)
                continue
            system = Actor(person_id=None, kind=ActorKind.SYSTEM)
            step = moves.hold_ended(stored.request, desk, system, now)
            moves.record(tx, stored, desk, [step])
    return len(due)


def forget_old_deliveries(office: Office, now: datetime) -> None:
    """Drop the keys of deliveries that Slack will never repeat."""
    with office.store.write() as tx:
        tx.deliveries.forget(before=now - REMEMBER_DELIVERIES)
