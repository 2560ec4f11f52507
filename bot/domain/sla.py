"""When the desk's promises fall due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.messages import Promised
from bot.domain.request import STOPS_RESOLUTION

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.desk import Desk
    from bot.domain.request import Request


#: Business minutes within which a promise counts as due soon.
SOON = 120


def promised(request: Request, desk: Desk) -> Promised:
    """Give the instants at which the response and the resolution of `request` fall due.

    Both count business minutes from the creation, with the target of the priority in force.
    A hold never stops the response; one that stops the resolution moves it on by its minutes,
    and while it lasts there is no such instant. None also once the promise is kept or moot.
    """
    if not request.is_open:
        return Promised(respond_by=None, resolve_by=None)
    target = desk.promises[request.priority]
    return Promised(
        respond_by=(
            _due(request, desk, target.response) if request.first_reply_at is None else None
        ),
        resolve_by=(
            _due(request, desk, target.resolution + request.held_minutes)
            if request.hold_reason not in STOPS_RESOLUTION
            else None
        ),
    )


def _due(request: Request, desk: Desk, minutes: int) -> datetime:
    return desk.calendar.add_minutes(request.created_at, minutes)
