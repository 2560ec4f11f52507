"""Verbs that end a request, take it up again, or make it part of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.usecases import endings
from bot.usecases.endings import Solution
from bot.usecases.work import ReasonMissing
from handlers.listeners import forms, merging
from handlers.listeners.verbs.verb import Typed, Verb, said

if TYPE_CHECKING:
    from bot.usecases.office import Act
    from handlers.context import Context
    from handlers.replies import Reply


def _resolve(context: Context, act: Act, typed: Typed) -> Reply:
    number = typed.words.about
    if not typed.words.rest and typed.by_command:
        return forms.open_resolve(context, act, number)
    solution = Solution(note=typed.words.rest)
    request = endings.resolve(context.office, act, number=number, solution=solution)
    return said(request, "#{number} is resolved, and the requester is told.")


def _reopen(context: Context, act: Act, typed: Typed) -> Reply:
    words = typed.words
    request = endings.reopen(context.office, act, number=words.about, reason=words.rest)
    return said(request, "#{number} is open again.")


def _cancel(context: Context, act: Act, typed: Typed) -> Reply:
    number = typed.words.about
    try:
        request = endings.cancel(context.office, act, number=number, reason=typed.words.rest)
    except ReasonMissing:
        if not typed.by_command:
            raise
        return forms.open_cancel(context, act, number)
    return said(request, "#{number} is cancelled.")


def _merge(context: Context, act: Act, typed: Typed) -> Reply:
    return merging.merge(context, act, typed.words, by_command=typed.by_command)


VERBS: dict[str, Verb] = {
    "resolve": Verb(
        usage="resolve 42 [NOTE]",
        sentence="tell the requester that it is solved, and how",
        run=_resolve,
    ),
    "reopen": Verb(
        usage="reopen 42 REASON",
        sentence="take a resolved one up again",
        run=_reopen,
        for_everybody=True,
    ),
    "cancel": Verb(
        usage="cancel 42 REASON",
        sentence="end it without a solution",
        run=_cancel,
        for_everybody=True,
    ),
    "merge": Verb(usage="merge 42 into 17", sentence="make it part of another", run=_merge),
    "unmerge": Verb(
        usage="unmerge 42",
        sentence="take it out of the other one again",
        run=lambda context, act, typed: merging.unmerge(context, act, typed.words.about),
    ),
}
