"""When the desk's promises fall due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.messages import Promised
from bot.domain.request import STOPS_RESOLUTION

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.calendar import Calendar
    from bot.domain.desk import Desk
    from bot.domain.request import Request


#: Business minutes within which a promise counts as due soon.
SOON = 120


def promised(request: Request, desk: Desk) -> Promised:
    """Give the instants at which the promises about `request` fall due.

    All count business minutes, with the targets of the priority and category in force: response
    and resolution from the creation, the next response from the message that waits for it, the
    update from when the requester last heard from the desk. A hold never stops an answer; one
    that stops the resolution moves it and the update on by its minutes, and while it lasts
    there are no such instants. None also once a promise is kept, moot, or not made.
    """
    if not request.is_open:
        return Promised(respond_by=None, resolve_by=None)
    target = desk.promise_of(request.priority, request.category, request.organisation)
    calendar = desk.calendar_of(request.organisation)
    created, held = request.created_at, request.held_minutes
    heard = request.heard_at or created
    silent = held - request.heard_held_minutes
    respond_by = None if request.is_answered else _due(calendar, created, target.response)
    next_response_by = _due(calendar, request.owed_since, target.next_response)
    if request.hold_reason in STOPS_RESOLUTION:
        return Promised(respond_by=respond_by, resolve_by=None, next_response_by=next_response_by)
    return Promised(
        respond_by=respond_by,
        resolve_by=_due(calendar, created, target.resolution, held),
        next_response_by=next_response_by,
        update_by=_due(calendar, heard, target.update, silent),
    )


def _due(
    calendar: Calendar, start: datetime | None, target: int | None, held: int = 0
) -> datetime | None:
    if start is None or target is None:
        return None
    return calendar.add_minutes(start, target + held)
