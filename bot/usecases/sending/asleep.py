"""What waits for the morning of whoever receives it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.messages import Notice, RequestView, SurveyQuestion
from bot.domain.quiet import can_wait
from bot.domain.reminders.bundle import Bundle
from storage.lanes import address, is_direct

if TYPE_CHECKING:
    from datetime import datetime

    from bot.usecases.office import Office
    from bot.usecases.sending.parcels.parcel import Content, Parcel
    from storage.outbox import Due
    from storage.store import Transaction


class Asleep(Exception):
    """Whoever would receive it sleeps, and it can wait until the morning."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until


def require_awake(
    tx: Transaction, office: Office, due: Due, parcel: Parcel, *, now: datetime
) -> None:
    """Let through what may call somebody now; raises `Asleep`."""
    lane, hours = due.errand.lane, office.quiet_hours
    # An edit calls nobody, and what may have been sent already has to be looked for.
    is_silent = parcel.edit_ts is not None or due.maybe_sent
    if hours is None or is_silent or not is_direct(lane) or not _can_wait(parcel.content):
        return
    until = hours.morning(now, tx.people.ensure(address(lane)).zone)
    if until is not None:
        raise Asleep(until)


def _can_wait(content: Content | None) -> bool:
    match content:
        case SurveyQuestion():
            return True
        case Notice(view=None, kind=kind):
            return can_wait(kind)
        case Notice(view=RequestView() as view, kind=kind):
            return can_wait(kind, view.request.priority)
        case Bundle():
            return content.can_wait
        case RequestView():
            # A receipt answers whoever has just filed, unless the request was somebody else's.
            return content.predecessor is not None
        case _:
            return False
