"""In whose court the ball is: the vendors who work on a request, for its card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.vendors.engagement import VendorClock
from handlers import limits
from handlers.views import blocks, wording

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.messages import RequestView
    from bot.domain.vendors.engagement import AtWork
    from handlers.views.blocks import Block

_NAME = 60
_MOST = 5


def courts(view: RequestView, now: datetime) -> list[Block]:
    """Show with whom a request is, since when, and what they owe us or we owe them."""
    shown = [_line(one, now) for one in view.vendors[:_MOST]]
    return [blocks.context("\n".join(shown))] if shown else []


def _line(one: AtWork, now: datetime) -> str:
    at_work, name = one.at_work, limits.inert(one.name, _NAME)
    reference = limits.inert(one.reference, wording.NAME)
    known_as = f", ref {reference}" if reference else ""
    if at_work.waiting_since is not None:
        return f"{name} waits for us since {wording.when(at_work.waiting_since)}{known_as}"
    owed = "answer" if at_work.owes is VendorClock.RESPONSE else "solution"
    due = wording.when(at_work.due)
    standing = f"⚠️ {owed} was due {due}" if at_work.due <= now else f"{owed} due {due}"
    return f"With {name} since {wording.when(at_work.engaged_at)}{known_as}, {standing}"
