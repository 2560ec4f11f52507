"""Requests that go to another desk: the verb, and the form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.refusals import Refused
from bot.usecases import moving
from bot.usecases.access import OnlyTechnicians
from bot.usecases.looking import reading
from handlers import limits
from handlers.ids import Field
from handlers.listeners.values import text
from handlers.replies import Open, Reply, done
from handlers.views import forms
from handlers.views.wording import NAME
from storage.audit import Look

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.request import Request
    from bot.usecases.office import Act
    from handlers.context import Context
    from handlers.grammar import Words
    from handlers.listeners.values import Values


class WhichDesk(Refused):
    """Please say to which desk it goes, for example: move {number} {desk}."""


def move(context: Context, act: Act, words: Words, *, by_command: bool) -> Reply:
    """Give a request to the desk that somebody typed, or ask which; raises `WhichDesk`."""
    if words.rest:
        to, reason = _parted(context, words.rest)
        request = moving.move(context.office, act, number=words.about, to=to, reason=reason)
        return _said(context, request)
    if by_command:
        return open_move(context, act, words.about)
    desk = reading.desk_of_request(context.office, act, number=words.about)
    others = moving.desks_to_choose(context.office, desk, number=words.about)
    raise WhichDesk(number=words.about, desk=others[0].key)


def open_move(context: Context, act: Act, number: int) -> Reply:
    """Open the form that asks to which desk a request goes."""
    view, caller = reading.request_and_caller(context.office, act, number=number, how=Look.FORM)
    if not caller.works_here:
        raise OnlyTechnicians(desk=view.desk.name)
    others = moving.desks_to_choose(context.office, view.desk, number=number)
    return Open(view=forms.move(number, [(desk.key, desk.name) for desk in others]))


def submit(context: Context, act: Act, ids: Mapping[str, str], values: Values) -> Reply:
    """Move to the desk that was chosen."""
    to, reason = text(values, Field.DESK), text(values, Field.REASON)
    moving.move(context.office, act, number=int(ids["number"]), to=to, reason=reason)
    return None


def _parted(context: Context, typed: str) -> tuple[str, str]:
    """Tell the desk, whose name may have several words, from the reason behind it."""
    for desk in context.office.desks.values():
        name = desk.name.casefold()
        if f"{typed.casefold()} ".startswith(f"{name} "):
            return desk.name, typed[len(name) :].strip()
    first, _, reason = typed.partition(" ")
    return first, reason.strip()


def _said(context: Context, request: Request | None) -> Reply:
    if request is None:
        return None
    desk = context.office.desks[request.desk_key]
    return done(f"#{request.number} is with {limits.inert(desk.name, NAME)} now.")
