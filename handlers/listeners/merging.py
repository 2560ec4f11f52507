"""Requests that become part of another one: the verbs, and the form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.refusals import Refused
from bot.usecases import merging
from bot.usecases.looking import reading
from handlers import grammar
from handlers.ids import Field
from handlers.replies import Open, Reply, Wrong, done
from handlers.views import forms

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.usecases.office import Act
    from handlers.context import Context
    from handlers.grammar import Words
    from handlers.views.forms.reading import Value


class IntoWhat(Refused):
    """Please say which request it becomes part of, for example: merge {number} into 17."""


def merge(context: Context, act: Act, words: Words, *, by_command: bool) -> Reply:
    """Make a request part of the one that somebody typed, or ask which; raises `IntoWhat`."""
    if not words.rest and by_command:
        return open_merge(context, act, words.about)
    first, following = words.first()
    into = grammar.number(following if first.lower() == "into" else words.rest)
    if into is None:
        raise IntoWhat(number=words.about)
    request = merging.merge(context.office, act, number=words.about, into=into)
    return done(f"#{request.number} is part of #{into} now.") if request else None


def unmerge(context: Context, act: Act, number: int) -> Reply:
    """Take a request out again."""
    request = merging.unmerge(context.office, act, number=number)
    return done(f"#{request.number} is a request of its own again.") if request else None


def open_merge(context: Context, act: Act, number: int) -> Reply:
    """Open the form that asks which request this one becomes part of."""
    others = reading.others_of_requester(context.office, act, number=number)
    known = [(view.request.number, view.texts.title) for view in others]
    return Open(view=forms.merge(number, known))


def submit_merge(
    context: Context, act: Act, ids: Mapping[str, str], values: Mapping[str, Value]
) -> Reply:
    """Merge into the number that somebody typed, or else into the one that he chose."""
    into = grammar.number(str(values.get(Field.INTO) or values.get(Field.KNOWN) or ""))
    if into is None:
        return Wrong(fields={Field.INTO: "Please give the number of a request, such as 17."})
    merging.merge(context.office, act, number=int(ids["number"]), into=into)
    return None
