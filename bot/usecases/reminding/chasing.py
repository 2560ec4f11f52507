"""Asking a requester again who was asked something, and ending what nobody answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.events import BY_ITSELF, Event, EventKind
from bot.domain.messages import NoticeKind
from bot.usecases import moves, surveys, telling
from storage.conversations import Side
from storage.outbox import Errand, OutboxKind

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.desk import Desk
    from bot.domain.request import Request
    from storage.requests import Stored
    from storage.store import Transaction

_NO_ANSWER = "We had no answer to our question."


def chase(tx: Transaction, request: Request, reminder_id: int, *, now: datetime) -> None:
    """Ask the requester again, in the conversation; without one nothing is ever sent."""
    conversation = tx.conversations.of(request.id, Side.REQUESTER)
    lane = telling.requester_lane(tx, request, conversation)
    if lane is not None:
        errand = Errand(kind=OutboxKind.CHASER, lane=lane, request_id=request.id, ref=reminder_id)
        tx.outbox.add(errand, now=now)


def chaser_sent(tx: Transaction, errand: Errand, *, now: datetime) -> None:
    """Count a chaser from now on, and look for what comes after it."""
    tx.reminders.sent(errand.ref or 0, now=now)
    tx.requests.remind_at(errand.request_id or 0, now)


def close(tx: Transaction, stored: Stored, desk: Desk, *, now: datetime) -> Request:
    """End a request whose requester does not answer; a press on Reopen brings it back."""
    facts = {"owner": stored.request.owner_id, "unanswered": True}
    steps = [
        moves.hold_ended(stored.request, desk, BY_ITSELF, now),
        Event(kind=EventKind.RESOLVED, at=now, actor=BY_ITSELF, facts=facts),
    ]
    after = moves.record(tx, stored, desk, steps, note=_NO_ANSWER)
    surveys.skip(tx, after, "unanswered")
    lane = telling.requester_lane(tx, after, tx.conversations.of(after.id, Side.REQUESTER))
    if lane is not None:
        telling.notify(tx, lane, after, NoticeKind.UNANSWERED, by=None, now=now)
    return after
