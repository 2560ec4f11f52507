"""What waits for a technician who can take it: kept in step with each move of a request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.request import State
from bot.domain.routing.choosing import Kind
from bot.usecases.access import works_at
from storage.backlog import Waiting

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.desk import Desk
    from bot.domain.messages import Promised
    from bot.domain.request import Request
    from storage.store import Transaction


def is_free(desk: Desk, request: Request) -> bool:
    """Say whether a request is to be given to somebody; nobody reads a private one unasked."""
    is_new = request.state is State.NEW and request.owner_id is None
    return is_new and not request.private and desk.gives(request)


def follow(tx: Transaction, desk: Desk, before: Request, after: Request, *, due: Promised) -> None:
    """Have a request wait, or wait no more, as its last move says; and look who has room now.

    Costs nothing at a desk where people claim what they take.
    """
    now = after.last_event_at
    if now is None or not desk.gives_work:
        return
    was_free = is_free(desk, before)
    if is_free(desk, after):
        if not was_free or _order(before) != _order(after):
            wait(tx, desk, after, due, now=now, returned_by=_returned_by(tx, before, now))
    elif was_free:
        tx.backlog.settle(after.id)
    if _frees_somebody(before, after):
        tx.backlog.look_if_any(now, desk.key)


def wait(
    tx: Transaction,
    desk: Desk,
    request: Request,
    due: Promised,
    *,
    now: datetime,
    returned_by: int | None = None,
) -> None:
    """Put a request among those that wait, behind what is due before it, and have a look."""
    kind = kind_of(tx, desk, request, returned_by=returned_by)
    tx.backlog.wait(
        Waiting(
            request_id=request.id,
            kind=str(kind),
            due_at=due.first or request.created_at,
            returned_by=returned_by,
        ),
        desk.key,
    )
    tx.backlog.look_if_any(now, desk.key)


def kind_of(
    tx: Transaction, desk: Desk, request: Request, *, returned_by: int | None = None
) -> Kind:
    """Say which requests can be taken by the same people as this one."""
    requester = tx.people.get(request.requester_id)
    own = request.requester_id if works_at(tx, desk, requester) else None
    return Kind(
        strategy=desk.strategy_for(request),
        tier=request.tier,
        skills=request.skills,
        barred=frozenset(who for who in (own, returned_by) if who is not None),
    )


def _returned_by(tx: Transaction, before: Request, now: datetime) -> int | None:
    """Name who gave it back; whoever hands it over because he is away can have it again."""
    if before.owner_id is None:
        known = tx.backlog.of(before.id)
        return known.returned_by if known else None
    return None if tx.absences.now([before.owner_id], now) else before.owner_id


def _order(request: Request) -> tuple[object, ...]:
    """Give what decides who can take a request, and when it is its turn."""
    return request.priority, request.category, request.tier, request.skills, request.strategy


def _frees_somebody(before: Request, after: Request) -> bool:
    had_it = before.owner_id is not None and before.is_open
    return had_it and (after.owner_id != before.owner_id or not after.is_open)
