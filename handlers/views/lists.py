"""Lists of requests, and one request on demand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers import limits
from handlers.ids import Action
from handlers.views import blocks, receipt, rich, wording
from handlers.views.rows import rows, summary

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.domain.messages import RequestView
    from handlers.views.blocks import Message

_DETAILS = 1500


def own_requests(views: Sequence[RequestView], total: int, now: datetime) -> Message:
    """Show requesters their requests, the first `views` of `total`."""
    if not views:
        sentence = "You have no requests. To file one, type /request and what you need."
        return blocks.message(sentence, [blocks.section(sentence)])
    counted = wording.counted(total, "request")
    text = f"You have {counted}: {summary(views)}."
    shown = [blocks.section(f"You have {counted}."), *rows(views, now, total=total, team=False)]
    return blocks.message(text, shown)


def one_request(view: RequestView, now: datetime) -> Message:
    """Show requesters one of their requests in full, and what they can do with it."""
    headline, following = receipt.story(view, now)
    texts = view.texts
    # Only the requester sees this answer, so that a private request may show its words.
    shown = [
        blocks.header(texts.title, before=f"#{view.request.number} "),
        rich.paragraph(rich.bold(headline)),
        blocks.section(following),
        *rich.quote(texts.details, _DETAILS),
        *receipt.note(view),
        *_way(view),
        *blocks.actions(*_buttons(view)),
    ]
    return blocks.message(f"{limits.escape(headline)} {following}", shown)


def queue(views: Sequence[RequestView], title: str, total: int, now: datetime) -> Message:
    """Show technicians the first `views` of the `total` requests that wait at a desk."""
    name = limits.inert(title, wording.NAME)
    if not views:
        sentence = f"{name}: nothing waits."
        return blocks.message(sentence, [blocks.section(sentence)])
    text = f"{name}: {wording.counted(total, 'request')}. First: {summary(views)}."
    shown = [blocks.header(title), *rows(views, now, total=total, team=True)]
    return blocks.message(text, shown)


def _way(view: RequestView) -> list[blocks.Block]:
    if view.conversation_url is None:
        return []
    return [blocks.context(wording.link("Open the conversation", view.conversation_url))]


def _buttons(view: RequestView) -> list[blocks.Block]:
    number = view.request.number
    shown = receipt.buttons(view)
    if view.request.is_open:
        shown.append(blocks.request_button(Action.CANCEL, number))
    return shown
