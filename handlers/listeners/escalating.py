"""Getting help: the verb, and whom its first word names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.usecases import escalations, followups
from bot.usecases.vendors.engaging import Help
from handlers import grammar
from handlers.listeners import forms, vendors
from handlers.replies import Reply, done

if TYPE_CHECKING:
    from bot.usecases.office import Act
    from handlers.context import Context
    from handlers.grammar import Words

_VENDOR = "vendor"


def escalate(context: Context, act: Act, words: Words, *, by_command: bool) -> Reply:
    """Ask the next tier, the named one, specialists or the lead, or open the form."""
    word, reason = words.first()
    if not word and by_command:
        return forms.open_escalate(context, act, words.about)
    if word.lower() == escalations.BACK:
        return _give_back(context, act, words.about, reason)
    if word.lower() == _VENDOR:
        return vendors.engage(context, act, words.about, Help(vendor_id=None, reason=reason))
    to = _helper(context, word.lower())
    reason = words.rest if to is None else reason
    request = escalations.escalate(context.office, act, number=words.about, to=to, reason=reason)
    if request is None:
        return None
    whom = to if isinstance(to, str) else "the next tier"
    whom = "the lead" if to == escalations.LEAD else whom
    return done(f"#{request.number} is escalated to {whom}. Its owner stays the same.")


def follow_up(context: Context, act: Act, number: int) -> Reply:
    """Note that the requester was asked whether it is really solved."""
    request = followups.done(context.office, act, number=number)
    return done(f"Thank you. You have checked #{number}.") if request else None


def _give_back(context: Context, act: Act, number: int, reason: str) -> Reply:
    request = escalations.give_back(context.office, act, number=number, reason=reason)
    return done(f"#{number} is back with tier {request.tier}.") if request else None


def _helper(context: Context, word: str) -> str | int | None:
    """Read whom a word asks for help; None if it is the first of a reason."""
    known = (desk.specialists for desk in context.office.desks.values())
    if word == escalations.LEAD or any(word in names for names in known):
        return word
    return grammar.tier(word)
