"""Digest and leaderboard on demand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.usecases import figures
from bot.usecases.access import OnlyTechnicians
from bot.usecases.looking import reading
from handlers.replies import Reply, Say, done
from handlers.views.digest import digest_message
from handlers.views.leaderboard import leaderboard_message

if TYPE_CHECKING:
    from bot.domain.desk import Desk
    from bot.usecases.office import Act
    from handlers.context import Context
    from handlers.grammar import Words


def digest(context: Context, act: Act, words: Words, channel: str | None) -> Reply:
    """Show the digest as it stands now, or with "post" have it posted to the team."""
    desk = _desk(context, act, channel)
    if words.rest.lower() == "post":
        figures.request_digest(context.office, act, desk)
        return done("The digest goes to the team channel.")
    report = figures.digest_now(context.office, desk, act.now)
    return Say(message=digest_message(report.lines, report.title))


def leaderboard(context: Context, act: Act, channel: str | None) -> Reply:
    """Show what the team would read about this week."""
    desk = _desk(context, act, channel)
    report = figures.leaderboard_now(context.office, desk, act.now)
    return Say(message=leaderboard_message(report.lines, report.title))


def _desk(context: Context, act: Act, channel: str | None) -> Desk:
    desk, caller = reading.desk_of(context.office, act, channel=channel)
    if not caller.works_here:
        raise OnlyTechnicians(desk=desk.name)
    return desk
