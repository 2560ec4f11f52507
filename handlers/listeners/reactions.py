"""Reactions: one files a message, one claims a card, one asks for the solution."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.marks import Mark
from bot.usecases import marks, work
from bot.usecases.looking import reading
from handlers import payloads
from handlers.ids import Action
from handlers.replies import Say
from handlers.views import blocks
from handlers.views.refusal import refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.usecases.office import Act
    from handlers.context import Context
    from handlers.payloads import Reacted
    from handlers.replies import Reply

_MINE = (
    "That is one of my own messages, so there is nothing to file. Mark what somebody wrote, "
    "or type /request."
)


def added(context: Context, body: Mapping[str, Any]) -> Reply:
    """Do what a reaction means on the message it was put on."""
    reacted = payloads.reacted(body)
    meant = context.office.marks.meant_by(reacted.emoji)
    if not meant:
        return None
    act = _act(context, reacted)
    number = marks.number_of_card(context.office, _spot(reacted))
    if number is not None:
        return _on_card(context, act, reacted, number=number, meant=meant)
    if Mark.FILE not in meant:
        return None
    if reacted.author == context.bot_user:
        was_told = reading.was_seen(context.office, act)
        return None if was_told else Say(message=refusal(_MINE))
    marks.ask_for(context.office, act, _spot(reacted), emoji=reacted.emoji)
    return None


def removed(context: Context, body: Mapping[str, Any]) -> Reply:
    """Undo what a reaction did, as long as nobody has built on it."""
    reacted = payloads.reacted(body)
    meant = context.office.marks.meant_by(reacted.emoji)
    if not meant:
        return None
    act = _act(context, reacted)
    number = marks.number_of_card(context.office, _spot(reacted))
    if number is not None and Mark.CLAIM in meant:
        marks.take_claim_back(context.office, act, number=number)
    elif number is None and Mark.FILE in meant:
        marks.take_filing_back(context.office, act, _spot(reacted))
    return None


def _on_card(
    context: Context, act: Act, reacted: Reacted, *, number: int, meant: frozenset[Mark]
) -> Reply:
    if Mark.CLAIM in meant:
        # The card itself shows the new owner.
        work.claim(context.office, act, number=number)
    if Mark.RESOLVE in meant and marks.may_resolve(context.office, act, number=number):
        # A form can only open from a click.
        said = f"How was #{number} solved?"
        button = blocks.request_button(Action.RESOLVE, number)
        shown = blocks.message(said, [blocks.section(said), *blocks.actions(button)])
        return Say(message=shown, thread=reacted.ts)
    return None


def _act(context: Context, reacted: Reacted) -> Act:
    act = context.act(reacted.user, None, reacted.event_id)
    return context.since(act, reacted.at)


def _spot(reacted: Reacted) -> marks.Spot:
    return marks.Spot(channel=reacted.channel, ts=reacted.ts)
