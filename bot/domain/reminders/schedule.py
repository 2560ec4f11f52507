"""Everything that somebody would have to be reminded of if a request stayed as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.reminders.chains import chains
from bot.domain.reminders.ladders import silence, waiting
from bot.domain.reminders.warnings import warnings

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.desk import Desk
    from bot.domain.reminders.reminder import Reminder
    from bot.domain.request import Request


def schedule(request: Request, desk: Desk) -> tuple[Reminder, ...]:
    """Give every reminder about `request`, past ones included; none once it has ended."""
    if not request.is_open:
        return ()
    parts = (warnings, chains, waiting, silence)
    return tuple(reminder for part in parts for reminder in part(request, desk))


def first_look(request: Request, desk: Desk) -> datetime | None:
    """Give the instant at which to look first, whatever has been sent already."""
    return min((reminder.at for reminder in schedule(request, desk)), default=None)
