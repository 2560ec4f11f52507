"""Being away and back, as the person reads it, and who is away, as the desk does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers import ids
from handlers.ids import Action
from handlers.views import blocks, placing, wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.domain.routing.presence import Presence
    from bot.usecases.placing.availability import Leave
    from handlers.views.blocks import Block, Message

_MOST = 10


def away(leave: Leave) -> Message:
    """Tell somebody what being away means, and offer to put back what can be."""
    until = f"until {wording.when(leave.until)}" if leave.until else "until you type /desk back"
    kept = ""
    if leave.in_hand:
        requests = wording.counted(leave.in_hand, "open request")
        kept = f" You keep your {requests}."
    said = f"You are away {until}, and nothing new is given to you.{kept}"
    if not leave.unanswered:
        return blocks.say(said)
    return blocks.say(said, *blocks.actions(_hand_back(leave.unanswered)))


def _hand_back(count: int) -> Block:
    spoken = f"Put {wording.counted(count, 'request')} back into the queue"
    return blocks.button(
        "Put back what is not answered", Action.HAND_BACK, ids.pack(), spoken=spoken
    )


def back(*, was_away: bool) -> str:
    """Tell somebody that requests are given to him again."""
    welcome = "Welcome back" if was_away else "You were not away"
    return f"{welcome}: you are among those who are given requests."


def handed_back(count: int) -> str:
    """Tell somebody how many requests went back."""
    if not count:
        return "There is nothing left to put back."
    return f"{wording.counted(count, 'request')} back in the queue. Have a good time."


def presence(shown: Presence) -> list[Block]:
    """Show who is away, and what nobody can take."""
    return [*map(blocks.section, _stuck(shown)), *_away(shown)]


def _away(shown: Presence) -> list[Block]:
    if not shown.away:
        return []
    named = [
        f"{wording.name(one.person)} until {wording.when(one.until)}"
        if one.until
        else wording.name(one.person)
        for one in shown.away[:_MOST]
    ]
    rest = len(shown.away) - len(named)
    named += [f"{rest} more"] if rest else []
    return [blocks.context(f"Away: {', '.join(named)}")]


def _stuck(shown: Presence) -> Iterator[str]:
    for one in shown.stuck[:_MOST]:
        numbers = ", ".join(f"#{number}" for number in one.numbers)
        numbers += ", …" if one.total > len(one.numbers) else ""
        what = placing.lacking(", ".join(sorted(one.kind.skills)), str(one.kind.tier))
        why = placing.missing(one.because, what)
        yield f"*Nobody can take* ({one.total}) {numbers}: {why}."
