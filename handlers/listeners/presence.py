"""Saying that one is away, and that one is back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.usecases.looking import reading
from bot.usecases.placing import availability
from handlers import grammar
from handlers.replies import Reply, Say, done
from handlers.views import presence

if TYPE_CHECKING:
    from bot.usecases.office import Act
    from handlers.context import Context
    from handlers.grammar import Words


def away(context: Context, act: Act, words: Words, channel: str | None) -> Reply:
    """Note that somebody is away; "until" may be left out before a date."""
    first, following = words.first()
    day = following if first.lower() == "until" else words.rest
    desk, _ = reading.desk_of(context.office, act, channel=channel)
    until = grammar.instant(day, desk.calendar.zone) if words.rest else None
    leave = availability.away(context.office, act, until=until)
    return Say(message=presence.away(leave)) if leave else None


def back(context: Context, act: Act) -> Reply:
    """Note that somebody is back."""
    was_away = availability.back(context.office, act)
    return None if was_away is None else done(presence.back(was_away=was_away))


def hand_back(context: Context, act: Act) -> Reply:
    """Put what somebody has not answered yet back into the queue."""
    count = availability.hand_back(context.office, act)
    if count is None:
        return None
    return Say(message=done(presence.handed_back(count)).message, clears=True)
