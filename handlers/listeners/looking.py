"""Looking something up: requests by their words, and how a desk works."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.usecases import home, reading, search
from handlers import payloads
from handlers.replies import Reply, Say
from handlers.views.found import found
from handlers.views.how_it_works import how_it_works

if TYPE_CHECKING:
    from bot.usecases.office import Act
    from handlers.context import Context
    from handlers.grammar import Words


def find(context: Context, act: Act, words: Words, channel: str | None) -> Reply:
    """Show the requests of the desk that have some of the words."""
    desk, _ = reading.desk_of(context.office, act, channel=channel)
    hits = search.find(context.office, act, desk, payloads.plain(words.tail))
    return Say(message=found(hits.views, hits.total, hits.words, act.now))


def explain(context: Context, act: Act, channel: str | None) -> Reply:
    """Tell how the desk works."""
    desk, _ = reading.desk_of(context.office, act, channel=channel)
    return Say(message=how_it_works(home.guide(context.office, act, desk)))
