"""Shortcuts: a new request, and what to do with a message that somebody wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.domain import texts
from bot.usecases.filing import adding
from bot.usecases.looking import reading
from handlers import limits
from handlers.ground import Ground
from handlers.ids import Field, Shortcut, pack
from handlers.listeners import filing
from handlers.listeners import values as filled
from handlers.replies import Look, Open, Say, Wrong, done
from handlers.views import blocks, forms, wording
from handlers.views.forms import Draft
from handlers.views.refusal import refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.usecases.filing.adding import Filed
    from bot.usecases.office import Act
    from handlers import payloads
    from handlers.context import Context
    from handlers.listeners.values import Values
    from handlers.payloads import Quoted
    from handlers.replies import Reply

_MINE: Final = (
    "That is one of my own messages, so there is nothing to file or to add. Choose what somebody "
    "wrote, or type /request."
)
_UNSEEN: Final = (
    "I cannot read that channel, so I cannot pass the message on. Invite me there, or copy what "
    "it says into the request with Add details."
)
_NONE: Final = 'You have no open request to add it to. "File as request" makes one of it.'
_WHICH: Final = "Please choose a request, or give a number such as 42."


def new_request(context: Context, act: Act, _chosen: payloads.Shortcut) -> Reply:
    """Open the form of a new request."""
    return filing.open_new(context, act)


def file_as_request(context: Context, act: Act, chosen: payloads.Shortcut) -> Reply:
    """Open the form with what the message says; whoever wrote it is the requester."""
    quoted = chosen.message
    if quoted is None:
        return new_request(context, act, chosen)
    refused = _refused(context, quoted)
    if refused is not None:
        return refused
    title, details = texts.split(quoted.text)
    author = quoted.author if quoted.author != act.slack_id else None
    draft = Draft(title=title, details=_fitted(context, quoted, details), requester=author)
    view = filing.open_new(context, act, draft=draft).view

    def opened(ground: Ground) -> Open:
        talk = "yes" if ground is Ground.OURS else "no"
        return Open(view={**view, "private_metadata": _spot(quoted, talk=talk)})

    return Look(channel=quoted.channel, then=opened)


def add_to_request(context: Context, act: Act, chosen: payloads.Shortcut) -> Reply:
    """Ask to which request the message belongs."""
    quoted = chosen.message
    if quoted is None:
        return None
    refused = _refused(context, quoted)
    if refused is not None:
        return refused
    known = adding.addable(context.office, act)
    _, caller = reading.desk_of(context.office, act)
    if not known and not caller.works_here:
        return Say(message=refusal(_NONE))
    view = forms.add_to_request(known, metadata=_spot(quoted))

    def opened(ground: Ground) -> Open | Say:
        return Say(message=refusal(_UNSEEN)) if ground is Ground.UNSEEN else Open(view=view)

    return Look(channel=quoted.channel, then=opened)


def add(context: Context, act: Act, ids: dict[str, str], values: Values) -> Reply:
    """Have the message added to the request that was chosen."""
    number = filled.text(values, Field.KNOWN) or filled.text(values, Field.INTO).lstrip("#")
    if not number.isdecimal():
        return Wrong(fields={Field.INTO: _WHICH})
    adding.ask_to_add(context.office, act, number=int(number), channel=ids["channel"], ts=ids["ts"])
    return None


def _refused(context: Context, quoted: Quoted) -> Say | None:
    if quoted.user == context.bot_user:
        return Say(message=refusal(_MINE))
    filed = adding.filed_as(context.office, channel=quoted.channel, ts=quoted.ts)
    return _already(filed) if filed is not None else None


def _already(filed: Filed) -> Say:
    if filed.number is None:
        return done("That message has been filed already.")
    said = f"That message belongs to #{filed.number} already."
    if filed.url is None:
        return done(said)
    way = wording.link("Open the conversation", filed.url)
    return Say(message=blocks.message(said, [blocks.section(f"{said} {way}")]))


def _fitted(context: Context, quoted: Quoted, details: str) -> str:
    """Fit a message into the form; where it is too long, it leads to the whole."""
    if len(details) <= limits.INPUT_TEXT:
        return details
    url = context.office.store.url
    spot = f"{url}archives/{quoted.channel}/p{quoted.ts.replace('.', '')}"
    rest = f"\n\n{spot}"
    return limits.shorten(details, limits.INPUT_TEXT - len(rest)) + rest


def _spot(quoted: Quoted, **more: str) -> str:
    root = {"root": quoted.root} if quoted.root else {}
    return pack(channel=quoted.channel, ts=quoted.ts, **root, **more)


SHORTCUTS: dict[str, Callable[[Context, Act, payloads.Shortcut], Reply]] = {
    Shortcut.NEW_REQUEST: new_request,
    Shortcut.FILE_AS_REQUEST: file_as_request,
    Shortcut.ADD_TO_REQUEST: add_to_request,
}
#: What the menus of Slack call them.
NAMES: dict[Shortcut, str] = {
    Shortcut.NEW_REQUEST: "New request",
    Shortcut.FILE_AS_REQUEST: "File as request",
    Shortcut.ADD_TO_REQUEST: "Add to request…",
}
