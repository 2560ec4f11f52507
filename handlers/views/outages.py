"""Outages: what departments read, what cards and forms say, and what technicians are asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.domain.outages import Verdict
from bot.domain.request import OPEN_STATES, State
from handlers import ids, limits
from handlers.ids import Action
from handlers.views import blocks, rich, wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.outages import Around, Bulletin, Outage, Proposal
    from handlers.views.blocks import Block, Message

_WORDS: Final = 1500
_NUMBERS: Final = 20
# What a bulletin says first once its outage is over, by how that came about.
_ENDS: Final = {
    State.RESOLVED: "✅ {} works again",
    State.CLOSED: "✅ {} works again",
    State.CANCELLED: "{}: there was no outage after all",
    State.MERGED: "{}: it goes on together with another outage",
}


def bulletin(b: Bulletin) -> Message:
    """Tell a department how an outage stands; a reply holds the newest words alone."""
    headline = _headline(b)
    if b.is_reply:
        shown = [blocks.section(headline), *rich.quote(b.news, _WORDS), *_next(b.outage)]
        return blocks.message(headline, shown)
    known = "\n".join(filter(None, (b.texts.title, b.texts.details)))
    shown = [
        blocks.section(f"*{headline}*"),
        *rich.quote(known, _WORDS),
        *_news(b),
        *_next(b.outage),
        blocks.context(_reason(b)),
    ]
    return blocks.message(headline, shown)


def known(outages: Sequence[Outage]) -> list[Block]:
    """Say above a form what is out already; nothing if nothing is."""
    return [blocks.section(line(outage)) for outage in outages]


def line(outage: Outage) -> str:
    """Say in one line what is out, since when, and when there is more to hear."""
    said = f"Known: {_name(outage)} is out since {wording.when(outage.started)}"
    more = f", next news by {wording.when(outage.news_by)}" if outage.news_by else ""
    return f"{said}{more}. The desk works on it (#{outage.number})."


def listed(outages: Sequence[Outage]) -> Message:
    """List what is out."""
    if not outages:
        return blocks.say("Nothing is out. To open an outage, type /desk outage.")
    text = f"{wording.counted(len(outages), 'outage')}, the longest first:"
    return blocks.message(text, [blocks.section(text), *known(outages)])


def on_card(around: Around) -> list[Block]:
    """Say on a card which outage it is, or may be part of."""
    outage = around.outage
    if not around.is_own:
        return [blocks.context(f"⚠️ May be part of the outage #{outage.number}, {_name(outage)}.")]
    said = f"⚠️ Outage of {_name(outage)}. Departments concerned: {around.departments}."
    if around.untold:
        names = ", ".join(limits.inert(name, wording.NAME) for name in around.untold)
        said += f" Nobody reads for: {names}."
    if around.candidates:
        said += f" May be part of it: {wording.counted(around.candidates, 'open request')}."
    if outage.news_by is not None and outage.ended is None:
        said += f" Next news by {wording.when(outage.news_by)}."
    return [blocks.context(said)]


def on_receipt(around: Around | None) -> list[Block]:
    """Tell a requester that the outage which this may be part of is known."""
    return [blocks.context(line(around.outage))] if around and not around.is_own else []


def buttons(around: Around | None, number: int) -> list[Block]:
    """Offer to join an outage, or to take in what may be part of one."""
    if around is None:
        return []
    outage = around.outage
    if not around.is_own:
        value = ids.pack(number=number, into=outage.number)
        spoken = f"Make request {number} part of outage {outage.number}"
        label = f"Part of #{outage.number}"
        return [blocks.button(label, Action.JOIN_OUTAGE, value, spoken=spoken)]
    if not around.candidates or outage.ended is not None:
        return []
    value = ids.pack(number=number)
    spoken = f"Take in all requests that may be part of outage {number}"
    return [blocks.button("Gather", Action.GATHER, value, spoken=spoken)]


def proposal(p: Proposal) -> Message:
    """Ask the technicians whether several requests are one outage, or say what they said."""
    numbers = ", ".join(f"#{number}" for number in p.numbers[:_NUMBERS])
    system = limits.inert(p.system, wording.NAME)
    asked = f"{wording.counted(len(p.numbers), 'request')} about {system} lately: {numbers}."
    if p.verdict is Verdict.OPEN:
        value = ids.pack(proposal=p.id)
        row = blocks.actions(
            blocks.button(
                "It is an outage", Action.IS_OUTAGE, value, spoken=f"Open an outage of {p.system}"
            ),
            blocks.button("No", Action.NO_OUTAGE, value, spoken=f"{p.system} is not out"),
        )
        return blocks.say(f"{asked} Is that an outage?", *row)
    who = wording.name(p.by)
    answer = f"an outage, #{p.outage}" if p.verdict is Verdict.YES else "no outage"
    return blocks.say(f"{asked} It is {answer}, says {who}.")


def _headline(b: Bulletin) -> str:
    name, outage = _name(b.outage), b.outage
    if b.state in OPEN_STATES:
        return f"🔴 {name} is out since {wording.when(outage.started)}"
    said = _ENDS[b.state].format(name)
    return f"{said}, since {wording.when(outage.ended)}" if outage.ended else said


def _news(b: Bulletin) -> list[Block]:
    if not b.news:
        return []
    words = limits.shorten(limits.clean(b.news), _WORDS)
    return [rich.paragraph(rich.bold("News: "), *rich.linked(words))]


def _next(outage: Outage) -> list[Block]:
    if outage.ended is not None or outage.news_by is None:
        return []
    return [blocks.section(f"You hear more by {wording.when(outage.news_by)}.")]


def _reason(b: Bulletin) -> str:
    whose = (
        "everybody's work needs it"
        if b.for_everybody
        else "your department counts it among what it needs most"
    )
    return f"You read this because {whose}. Nobody has to report it again (#{b.outage.number})."


def _name(outage: Outage) -> str:
    return limits.inert(outage.system, wording.NAME)
