"""Reminders: requests one under the other, each with what is due about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.domain.reminders.habits import When
from bot.domain.reminders.reasons import working_time
from bot.domain.reminders.reminder import CHAIN, CYCLE, SILENT
from bot.domain.sla import DUE, Clock
from handlers import limits
from handlers.views import blocks, board, rich, wording

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.domain.messages import RequestView
    from bot.domain.reminders import Key
    from bot.domain.reminders.bundle import Bundle, Line
    from handlers.views.blocks import Block, Message

#: So many lines stay within what Slack takes in one message.
MOST: Final = 15
_CLAIMABLE: Final = 5
_TITLE: Final = 80
_OVER: Final = 100

_PROMISES: Mapping[str, str] = {
    Clock.RESPONSE: "the first answer",
    Clock.NEXT_RESPONSE: "the next answer",
    Clock.RESOLUTION: "the solution",
    Clock.UPDATE: "news for the requester",
}
_CHAINS: Mapping[str, str] = {
    f"{CHAIN}{When.UNCLAIMED}": "nobody has claimed it for {}",
    f"{CHAIN}{When.LATE}": "it has been late for {}",
    f"{CHAIN}{When.REOPENED}": "it was reopened {} ago, and nobody has answered",
    f"{CHAIN}{When.WAITING_FOR_US}": "the requester has been waiting for {}",
}


def reminders(bundle: Bundle, now: datetime) -> Message:
    """List what somebody has to look at, with what is due about each."""
    lines = bundle.lines[:MOST]
    rest = len(bundle.lines) - len(lines)
    text = _text(bundle)
    return blocks.message(
        text,
        [
            blocks.section(f"⏰ {text}"),
            rich.bullets(_line(line, now) for line in lines),
            *([blocks.context(f"and {rest} more; /desk queue late lists them")] if rest else []),
            *_claims(bundle),
        ],
    )


def _text(bundle: Bundle) -> str:
    if len(bundle.lines) > 1:
        return f"Please look at these {len(bundle.lines)} requests."
    (line,) = bundle.lines
    return f"Please look at request #{line.view.request.number}."


def _line(line: Line, now: datetime) -> list[Block]:
    view = line.view
    head = f" {wording.title(view, _TITLE)} ({view.request.priority}, {_owner(view)})"
    said = [rich.link(f"#{view.request.number}", view.card_url), rich.words(head)]
    for place, key in enumerate(line.keys):
        said += [rich.words("; " if place else ": "), *_said(view, key, now)]
    return said


def _owner(view: RequestView) -> str:
    if view.is_hidden:
        return "private"
    return wording.plain_name(view.owner, otherwise="nobody has it", most=limits.BUTTON_TEXT)


def _said(view: RequestView, key: Key, now: datetime) -> list[Block]:
    if key.ladder in _PROMISES:
        return _promise(view, key, now)
    if key.ladder.startswith(CYCLE):
        return [rich.words("can you take it?")]
    if key.ladder == SILENT:
        return [rich.words(f"the requester has heard nothing for {key.step} working days")]
    return [rich.words(_CHAINS[key.ladder].format(working_time(key.step)))]


def _promise(view: RequestView, key: Key, now: datetime) -> list[Block]:
    what, due = _PROMISES[key.ladder], getattr(view.promised, DUE[Clock(key.ladder)])
    if due is None:
        return [rich.words(f"{what} is promised")]
    if due <= now:
        return [rich.words(f"⚠️ {what} was due "), rich.date(due)]
    passed = f" ({key.step} % of the time has passed)" if key.step < _OVER else ""
    return [rich.words(f"{what} is due "), rich.date(due), rich.words(passed or " ")]


def _claims(bundle: Bundle) -> list[Block]:
    """Offer to claim what nobody has."""
    free = [line.view.request for line in bundle.lines if line.view.request.owner_id is None]
    return blocks.actions(*(board.claim(request.number) for request in free[:_CLAIMABLE]))
