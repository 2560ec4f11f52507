"""The board: what a technician sees first on `/desk`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from handlers import ids, limits
from handlers.ids import Action
from handlers.views import blocks, wording
from handlers.views.presence import presence
from handlers.views.rows import rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.domain.messages import Board, RequestView
    from handlers.views.blocks import Block, Message

_CLAIMABLE: Final = 5


def board(b: Board, now: datetime) -> Message:
    """Show requests by what has to be done with them."""
    desk = limits.inert(b.desk.name, wording.NAME)
    text = (
        f"{desk}: {b.mine_total} yours, {b.unclaimed_total} unclaimed, "
        f"{b.due_soon_total} late or due soon."
    )
    shown = [
        blocks.header(b.desk.name),
        *parts(b, now),
    ]
    return blocks.message(text, shown)


def parts(b: Board, now: datetime, *, late: bool = True) -> list[Block]:
    """Show the heaps of a board, that of what is `late` or soon will be only if asked for."""
    if not (b.mine or b.unclaimed or b.due_soon or b.to_follow_up):
        quiet = blocks.section("Nothing waits for you. Enjoy the quiet.")
        return [quiet, *presence(b.presence)]
    return [
        *presence(b.presence),
        *(_part("Late or due soon", b.due_soon, b.due_soon_total, now) if late else []),
        *_part("Yours", b.mine, b.mine_total, now),
        *_follow_ups(b.to_follow_up, now),
        *_part("Unclaimed", b.unclaimed, b.unclaimed_total, now),
        *_claims(b.unclaimed),
    ]


def _part(name: str, views: Sequence[RequestView], total: int, now: datetime) -> list[Block]:
    if not views:
        return []
    return [blocks.section(f"*{name}* ({total})"), *rows(views, now, total=total, team=True)]


def _follow_ups(views: Sequence[RequestView], now: datetime) -> list[Block]:
    """Show what others solved, until its owner has asked whether it is."""
    if not views:
        return []
    buttons = (_checked(view.request.number) for view in views[:_CLAIMABLE])
    asked = "*Solved by others* Please check with the requester that it really is."
    return [
        blocks.section(asked),
        *rows(views, now, total=len(views), team=True),
        *blocks.actions(*buttons),
    ]


def _checked(number: int) -> Block:
    action, value = ids.numbered(Action.FOLLOWED_UP, number), ids.pack(number=number)
    spoken = f"Say that you have checked request {number} with its requester"
    return blocks.button(f"Done with #{number}", action, value, spoken=spoken)


def _claims(views: Sequence[RequestView]) -> list[Block]:
    """Offer to claim the first requests that nobody owns."""
    return blocks.actions(*(claim(view.request.number) for view in views[:_CLAIMABLE]))


def claim(number: int) -> Block:
    """Offer to claim one request among several."""
    action = ids.numbered(Action.CLAIM, number)
    value = ids.pack(number=number)
    return blocks.button(f"Claim #{number}", action, value, spoken=f"Claim request {number}")
