"""What is open already: said above the form, and before something is filed twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from handlers import ids, limits
from handlers.ids import Action
from handlers.views import blocks, outages, wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.messages import RequestView
    from bot.usecases.filing.similar import Similar
    from handlers.views.blocks import Block

_TITLE: Final = 60


def warning(similar: Similar) -> list[Block]:
    """Show what may be the same before it is filed again; the form stays open below."""
    out = outages.known(similar.outages)
    if out and not (similar.own or similar.others):
        return [*out, blocks.section("Press Send again to file yours as well."), blocks.divider()]
    return [*out, *_open(similar)]


def _open(similar: Similar) -> list[Block]:
    if not similar.own:
        said = f"{_others(similar)} Press Send again to file yours as well."
        return [blocks.section(said), blocks.divider()]
    said = "*Is it one of yours that is open already?* If not, press Send again, and it is filed."
    others = [blocks.context(_others(similar))] if similar.others else []
    return [blocks.section(said), *map(_row, similar.own), *others, blocks.divider()]


def own_open(views: Sequence[RequestView], total: int) -> list[Block]:
    """Remind somebody, above an empty form, of what is open already."""
    if not views:
        return []
    named = ", ".join(f"{_way(view)} {wording.inert_title(view, _TITLE)}" for view in views)
    rest = total - len(views)
    more = f" and {rest} more" if rest > 0 else ""
    return [blocks.context(f"You have open already: {named}{more}.")]


def mentioned(number: int, views: Sequence[RequestView]) -> str:
    """Name one's own requests that may be the same as `number`, just filed; empty if none."""
    if not views:
        return ""
    named = ", ".join(f"{_way(view)} {wording.inert_title(view, _TITLE)}" for view in views)
    return (
        f"Is it the same as {named}? Then type /desk cancel {number}, and the new one is dropped."
    )


def added(number: int) -> dict[str, object]:
    """Say that the words went to a request that is open already, and that nothing new was filed."""
    said = f"Added to #{number}. Nothing new was filed, and the desk reads it there."
    return {
        "type": "modal",
        "title": blocks.plain_text(f"Added to #{number}", limits.VIEW_TITLE),
        "close": blocks.plain_text("Close", limits.VIEW_TITLE),
        "blocks": [blocks.section(said)],
    }


def _others(similar: Similar) -> str:
    """Say how many others have the same trouble, and where one can read along."""
    told = wording.counted(similar.others, "colleague")
    ways = ", ".join(
        wording.link(f"conversation {place}", url) for place, url in enumerate(similar.ways, 1)
    )
    said = f"{told} told us about something like it, so the desk knows."
    return f"{said} Read along: {ways}." if ways else said


def _row(view: RequestView) -> Block:
    number = view.request.number
    state = wording.STATES[view.request.state]
    shown = blocks.section(f"{_way(view)} {wording.inert_title(view)}\n{state}")
    button = blocks.button(
        f"Add to #{number} instead",
        ids.numbered(Action.ADD_INSTEAD, number),
        ids.pack(number=number),
        spoken=f"Add this to request {number} instead of filing it",
    )
    return {**shown, "accessory": button}


def _way(view: RequestView) -> str:
    return wording.link(f"#{view.request.number}", view.conversation_url)
