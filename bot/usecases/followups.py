"""Asking the requester whether it is really solved, after somebody else has solved it.

The owner keeps the relationship: whoever solves a request of somebody else leaves the owner a
task, which stands on the board and in the Home until it is done.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.events import EventKind
from bot.domain.messages import NoticeKind
from bot.usecases import moves, telling
from bot.usecases.access import access_to_work

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.request import Request
    from bot.usecases.access import Case
    from bot.usecases.office import Act, Office
    from storage.store import Transaction


def is_left(case: Case) -> bool:
    """Say whether solving the request leaves its owner a task: somebody else of the desk did."""
    owner_id = case.request.owner_id
    return owner_id is not None and owner_id != case.caller.person.id and not case.is_requester


def leave(tx: Transaction, case: Case, after: Request, *, now: datetime) -> None:
    """Ask the owner to check, if the request has just been solved by somebody else."""
    if after.follow_up_since is not None:
        telling.notify_team(tx, case, after, NoticeKind.FOLLOW_UP, now=now)


def done(office: Office, act: Act, *, number: int) -> Request | None:
    """Note that the requester was asked whether it is solved; None if seen before.

    Raises `IllegalMove`, `OnlyTechnicians`.
    """
    with office.store.write() as tx:
        case = access_to_work(tx, office, act, number)
        if not tx.deliveries.take(act.key, now=act.now):
            return None
        step = moves.event(case, EventKind.FOLLOWED_UP, act.now)
        return moves.record(tx, case.stored, case.desk, [step])
