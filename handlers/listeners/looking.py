"""Looking something up: the board, one request, requests by their words, how a desk works."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.usecases.care import auditing
from bot.usecases.looking import home, reading, search
from bot.usecases.looking import why as reckoning
from handlers import grammar, payloads
from handlers.replies import Reply, Say
from handlers.views.audit import looks, trail
from handlers.views.board import board as board_message
from handlers.views.card import card
from handlers.views.found import found
from handlers.views.how_it_works import how_it_works
from handlers.views.lists import one_request
from handlers.views.lists import queue as queue_message
from handlers.views.why import why as why_message

if TYPE_CHECKING:
    from bot.usecases.office import Act
    from handlers.context import Context
    from handlers.grammar import Words


def board(context: Context, act: Act, channel: str | None) -> Reply:
    """Show what a technician has to look at first."""
    desk, _ = reading.desk_of(context.office, act, channel=channel)
    return Say(message=board_message(reading.board(context.office, act, desk), act.now))


def show(context: Context, act: Act, number: int) -> Reply:
    """Show one request: the card to technicians, and what it became to its requester."""
    view, caller = reading.request_and_caller(context.office, act, number=number)
    shown = card if caller.works_here else one_request
    return Say(message=shown(view, act.now))


def why(context: Context, act: Act, number: int) -> Reply:
    """Show what the clocks of a request have counted."""
    return Say(message=why_message(reckoning.why(context.office, act, number=number)))


def queue(context: Context, act: Act, words: Words, channel: str | None) -> Reply:
    """Show the part of a desk's open requests that somebody named."""
    desk, _ = reading.desk_of(context.office, act, channel=channel)
    which = words.rest.lower()
    found, total = reading.queue(context.office, act, desk, which=which)
    title = f"{desk.name}: {which or 'open'}"
    return Say(message=queue_message(found, title, total, act.now))


def audit(context: Context, act: Act, words: Words, channel: str | None) -> Reply:
    """Show who has looked at a private request, or without a number a page of the audit log."""
    if words.number is not None:
        seen = reading.looks_at(context.office, act, number=words.number)
        return Say(message=looks(words.number, seen))
    page = grammar.page(words.rest)
    desk, _ = reading.desk_of(context.office, act, channel=channel)
    noted = auditing.trail(context.office, act, desk, page=page)
    return Say(message=trail(noted, page=page, is_full=len(noted) == auditing.PAGE))


def find(context: Context, act: Act, words: Words, channel: str | None) -> Reply:
    """Show the requests of the desk that have some of the words."""
    desk, _ = reading.desk_of(context.office, act, channel=channel)
    hits = search.find(context.office, act, desk, payloads.plain(words.tail))
    return Say(message=found(hits.views, hits.total, hits.words, act.now))


def explain(context: Context, act: Act, channel: str | None) -> Reply:
    """Tell how the desk works."""
    desk, _ = reading.desk_of(context.office, act, channel=channel)
    return Say(message=how_it_works(home.guide(context.office, act, desk)))
