"""What a verb is, and how somebody typed it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handlers.replies import Reply, done

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.domain.people import Caller
    from bot.domain.request import Request
    from bot.usecases.office import Act
    from handlers.context import Context
    from handlers.grammar import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A verb as somebody typed it: the words, the channel, and in which way.

    A command can open a form and is delivered once; a mention can do neither.
    """

    words: Words
    channel: str | None
    by_command: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """What a verb is called, what it does, and whether it changes anything."""

    usage: str
    sentence: str
    run: Callable[[Context, Act, Typed], Reply]
    reads: bool = False
    for_everybody: bool = False
    for_leads: bool = False

    def is_for(self, caller: Caller, *, is_admin: bool) -> bool:
        """Say whether the caller may use it."""
        if self.for_leads:
            return caller.is_lead or is_admin
        return self.for_everybody or caller.works_here


def said(request: Request | None, sentence: str, **facts: str) -> Reply:
    """Say what has been done with a request; nothing if this delivery was seen before."""
    if request is None:
        return None
    return done(sentence.format(number=request.number, **facts))
