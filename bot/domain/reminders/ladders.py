"""Ladders of working days: a requester who does not answer, an owner who says nothing.

They count from what began it and not from whatever has touched the request since.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.reminders.days import working_days_later
from bot.domain.reminders.habits import Told
from bot.domain.reminders.reminder import SILENT, WAITING, Does, Key, Reminder, counted_from
from bot.domain.request import HoldReason, State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.domain.desk import Desk
    from bot.domain.request import Request


def waiting(request: Request, desk: Desk) -> Iterator[Reminder]:
    """Give the steps towards a requester who is asked; none while the desk owes the answer."""
    since, habit = request.hold_since, desk.reminders.waiting
    is_asked = request.hold_reason is HoldReason.REQUESTER and request.owed_since is None
    if since is None or not is_asked:
        return
    steps = {Does.CHASE: habit.chase, Does.WARN: habit.warn, Does.CLOSE: habit.close}
    for does, days in steps.items():
        if days:
            yield Reminder(
                key=Key(WAITING, counted_from(since), days),
                at=working_days_later(desk.calendar, since, days),
                does=does,
                in_turn=True,
            )


def silence(request: Request, desk: Desk) -> Iterator[Reminder]:
    """Give the steps about an owner whose turn it is and who says nothing."""
    if request.state is not State.CLAIMED or request.owner_id is None:
        return
    created, habit = request.created_at, desk.reminders.silence
    since = max(request.heard_at or created, request.owner_since or created)
    # The days of a hold are nobody's silence.
    held = request.held_minutes - request.heard_held_minutes
    for told, days in ((Told.OWNER, habit.owner), (Told.LEAD, habit.lead)):
        if days:
            at = desk.calendar.add_minutes(working_days_later(desk.calendar, since, days), held)
            yield Reminder(
                key=Key(SILENT, counted_from(since), days),
                at=desk.calendar.next_opening(at),
                tells=frozenset({told}),
            )
