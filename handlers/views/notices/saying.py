"""What the notices share: who acts, what was written, what can be pressed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from bot.domain.messages import Notice, NoticeKind, RequestView
from handlers.views import blocks, rich, wording
from handlers.views.blocks import Block, Message

if TYPE_CHECKING:
    from bot.domain.people import Person
    from handlers.ids import Action

#: How the notices of one kind of reader are worded, each with the request it is about.
Wordings: TypeAlias = dict[NoticeKind, Callable[[Notice, RequestView], Message]]
_WORDS = 1500


def fact(n: Notice, name: str) -> str:
    """Give a fact of a notice; "" if it has none of that name."""
    return n.facts.get(name, "")


def by(n: Notice, view: RequestView) -> str:
    """Name who acted; of a private request no channel learns who has to do with it."""
    if fact(n, "rule"):
        return "A rule of the desk"
    return "Somebody" if view.is_hidden else wording.name(n.by, otherwise="Somebody")


def owner(view: RequestView, *, otherwise: str, owned: str, by: Person | None = None) -> str:
    """Call the owner, who has to act, unless it was the owner who did this."""
    if view.is_hidden:
        return ""
    if view.owner is None:
        return otherwise
    is_own = by is not None and by.id == view.owner.id
    return owned.format(wording.name(view.owner) if is_own else wording.mention(view.owner))


def requester(view: RequestView) -> str:
    """Call the requester, who has to act, where a direct message would not do so by itself."""
    url = view.conversation_url
    is_public = url is not None and "/archives/D" not in url and not view.request.private
    return f"{wording.mention(view.requester)} " if is_public and view.requester else ""


def quote(view: RequestView, text: str) -> list[Block]:
    """Show what somebody wrote; no notice carries words about a private request."""
    return [] if view.is_hidden else rich.quote(text, _WORDS)


def buttons(number: int, *wanted: Action) -> list[Block]:
    """Put buttons about a request below a notice."""
    return blocks.actions(*(blocks.request_button(action, number) for action in wanted))


def card_link(view: RequestView) -> list[Block]:
    """Lead to the card, if it stands."""
    return [blocks.context(wording.link("Open the card", view.card_url))] if view.card_url else []
