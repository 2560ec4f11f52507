"""Rows: requests one under the other, each on a line of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from handlers.views import blocks, rich, wording

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.domain.messages import RequestView
    from handlers.views.blocks import Block

# So many rows of this length stay within what Slack takes in one block.
MOST: Final = 15
_TITLE = 80
_NAME = 40


def rows(views: Sequence[RequestView], now: datetime, *, total: int, team: bool) -> list[Block]:
    """List the first requests and count the rest; `team` rows lead to the card."""
    shown = views[:MOST]
    if not shown:
        return []
    listed = [rich.bullets(_row(view, now, team=team) for view in shown)]
    rest = total - len(shown)
    return [*listed, blocks.context(f"and {rest} more")] if rest > 0 else listed


def summary(views: Sequence[RequestView]) -> str:
    """Name the first requests in a text for whoever sees no blocks."""
    named = (f"#{view.request.number} {wording.inert_title(view, _TITLE)}" for view in views[:5])
    return "; ".join(named)


def _row(view: RequestView, now: datetime, *, team: bool) -> list[Block]:
    request = view.request
    url = view.card_url if team else view.conversation_url
    said = f" {wording.title(view, _TITLE)}: {wording.STATES[request.state]}"
    if team:
        said += f", {request.priority}, {_owner(view)}"
    return [rich.link(f"#{request.number}", url), rich.words(said), *_due(view, now, team=team)]


def _owner(view: RequestView) -> str:
    # The owner of a private request is known to the requester and the lead only.
    if view.is_hidden:
        return "private"
    return wording.plain_name(view.owner, otherwise="nobody yet", most=_NAME)


def _due(view: RequestView, now: datetime, *, team: bool) -> list[Block]:
    due = wording.next_due(view)
    if due is None:
        return []
    if due < now:
        return [rich.words(f", ⚠️ overdue by {wording.late_by(now - due)}")]
    # Whoever waits for it wants to know what comes, not what is due.
    what = wording.what_is_due(view)
    return [rich.words(", due " if team else f", {what} by "), rich.date(due)]
