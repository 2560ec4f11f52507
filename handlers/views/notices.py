"""Notices: short messages about a move that somebody has to hear of.

Facts that a notice may carry, besides its view and who made the move:

====================================  ============================================
kind                                  facts
====================================  ============================================
resolved, waiting_for_you, cancelled  none; the words are the note of the view
was_reopened, was_cancelled           reason
escalated, escalated_to_lead          from, to, reason; specialists (the name in the settings)
joined, left                          part (number)
whole_solved, whole_cancelled         reason
undelivered, given_up                 channel (id, or a person's), error (of Slack), number
technician_left                       numbers, count
low_rating                            score (1 to 5), comment, may_contact ("yes" or "")
====================================  ============================================
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.desk import is_group
from bot.domain.messages import NoticeKind, Tie
from handlers import limits
from handlers.ids import Action
from handlers.views import blocks, leaving, receipt, rich, trouble, wording

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.domain.messages import Notice, RequestView
    from bot.domain.people import Person
    from handlers.views.blocks import Block, Message

_WORDS = 1500


def notice(n: Notice) -> Message:
    """Put a notice into words, with the buttons that belong to it."""
    if n.kind in _WITHOUT_REQUEST:
        return _WITHOUT_REQUEST[n.kind](n)
    if n.view is None:
        raise ValueError(n.kind)
    return _ABOUT[n.kind](n, n.view)


def _resolved(_n: Notice, view: RequestView) -> Message:
    number = view.request.number
    return blocks.say(
        f"Your request #{number} is solved. If it is not, press Reopen.",
        *_quote(view, view.note),
        *_buttons(number, Action.SOLVED, Action.REOPEN),
    )


def _waiting_for_you(_n: Notice, view: RequestView) -> Message:
    number = view.request.number
    return blocks.say(
        f"{_requester(view)}We need an answer from you on request #{number}. "
        "Reply in this thread, and we go on with it.",
        *_quote(view, view.note),
        *_buttons(number, Action.ADD_DETAILS, Action.SOLVED),
    )


def _cancelled(_n: Notice, view: RequestView) -> Message:
    return blocks.say(
        f"We have cancelled your request #{view.request.number}. "
        "If you still need it, write here, and we start anew.",
        *_quote(view, view.note),
    )


def _was_reopened(n: Notice, view: RequestView) -> Message:
    owner = _owner(view, otherwise="Nobody owns it now.", owned="{} still owns it.", by=n.by)
    return blocks.say(
        f"Request #{view.request.number} is open again. {owner}", *_quote(view, _fact(n, "reason"))
    )


def _was_cancelled(n: Notice, view: RequestView) -> Message:
    return blocks.say(
        f"{_by(n, view)} cancelled request #{view.request.number}. There is nothing left to do.",
        *_quote(view, _fact(n, "reason")),
    )


def _was_solved(n: Notice, view: RequestView) -> Message:
    number = view.request.number
    return blocks.say(f"{_by(n, view)} says that request #{number} is solved. Thank you.")


def _assigned(_n: Notice, view: RequestView) -> Message:
    number = view.request.number
    new = _owner(view, otherwise="Nobody owns it now.", owned="{} takes care of it now.")
    return blocks.say(f"Request #{number} has changed hands. {new}")


def _escalated(n: Notice, view: RequestView) -> Message:
    asked = _specialists(view, _fact(n, "specialists"))
    return blocks.say(
        f"{_by(n, view)} escalated request #{view.request.number}{_way(n)}.{asked}",
        *_quote(view, _fact(n, "reason")),
    )


def _escalated_to_lead(n: Notice, view: RequestView) -> Message:
    number = view.request.number
    title = "" if view.is_hidden else f" ({wording.inert_title(view)})"
    sentence = f"{_by(n, view)} asks for your help with request #{number}{title}."
    return blocks.say(sentence, *_quote(view, _fact(n, "reason")), *_card_link(view))


def _thanks_or_reopen(_n: Notice, view: RequestView) -> Message:
    number = view.request.number
    return blocks.say(
        f"Request #{number} is already solved, so there is nothing that you have to do. "
        "Is something still not right? Press Reopen, and we go on with it.",
        *_buttons(number, Action.SOLVED, Action.REOPEN),
    )


def _already_over(_n: Notice, view: RequestView) -> Message:
    return blocks.say(
        f"Request #{view.request.number} is over. If you still need something, write here what it "
        "is, and a new request goes on with it."
    )


def _merged(_n: Notice, view: RequestView) -> Message:
    said = f"Your request #{view.request.number} is about the same as {_whole(view)}."
    return blocks.say(f"{said} {receipt.why_together(view)}")


def _unmerged(_n: Notice, view: RequestView) -> Message:
    return blocks.say(
        f"Your request #{view.request.number} is a request of its own again. "
        "We go on with it, and you hear from us here."
    )


def _whole_solved(n: Notice, view: RequestView) -> Message:
    return blocks.say(
        f"Your request #{view.request.number} is solved together with {_whole(view)}. "
        "If it is not solved for you, reply in this thread, and we look into it.",
        *_quote(view, _fact(n, "reason")),
    )


def _whole_cancelled(n: Notice, view: RequestView) -> Message:
    return blocks.say(
        f"{_whole(view)}, which your request #{view.request.number} is part of, was cancelled. "
        "If you still need something, write here, and we start anew.",
        *_quote(view, _fact(n, "reason")),
    )


def _whole_reopened(_n: Notice, view: RequestView) -> Message:
    return blocks.say(
        f"We work on your request #{view.request.number} again, together with {_whole(view)}. "
        "You hear from us here."
    )


def _joined(n: Notice, view: RequestView) -> Message:
    return blocks.say(
        f"Joined by {_part(n, view)}. What is written there from now on appears here, and what "
        "goes to the requester of this one goes there too."
    )


def _no_longer_yours(_n: Notice, view: RequestView) -> Message:
    return blocks.say(
        f"Request #{view.request.number} is no longer yours. What is written here from now on is "
        "passed on to nobody."
    )


def _left(n: Notice, view: RequestView) -> Message:
    return blocks.say(f"{_part(n, view)} is no longer part of this request.")


def _low_rating(n: Notice, view: RequestView) -> Message:
    number = view.request.number
    score = limits.inert(_fact(n, "score"), 2)
    agreed = "They agreed to be contacted: please do so within one working day."
    silent = "They have not agreed to be contacted: please look at what happened."
    following = agreed if _fact(n, "may_contact") else silent
    sentence = f"Somebody was not happy with request #{number}: {score} of 5. {following}"
    return blocks.say(sentence, *_quote(view, _fact(n, "comment")), *_card_link(view))


def _fact(n: Notice, name: str) -> str:
    return n.facts.get(name, "")


def _by(n: Notice, view: RequestView) -> str:
    """Name who acted; of a private request no channel learns who has to do with it."""
    return "Somebody" if view.is_hidden else wording.name(n.by, otherwise="Somebody")


def _owner(view: RequestView, *, otherwise: str, owned: str, by: Person | None = None) -> str:
    """Call the owner, who has to act, unless it was the owner who did this."""
    if view.is_hidden:
        return ""
    if view.owner is None:
        return otherwise
    is_own = by is not None and by.id == view.owner.id
    return owned.format(wording.name(view.owner) if is_own else wording.mention(view.owner))


def _requester(view: RequestView) -> str:
    """Call the requester, who has to act, where a direct message would not do so by itself."""
    url = view.conversation_url
    is_public = url is not None and "/archives/D" not in url and not view.request.private
    return f"{wording.mention(view.requester)} " if is_public and view.requester else ""


def _whole(view: RequestView) -> str:
    return f"#{view.whole.number}" if view.whole else "another request"


def _part(n: Notice, view: RequestView) -> str:
    """Name a part and its requester, as far as that is still known."""
    number = limits.inert(_fact(n, "part"), wording.NAME)
    parts = (one for one in view.tied(Tie.PART) if str(one.number) == number)
    part = next(parts, None)
    if part is None:
        return f"#{number}"
    return f"{wording.link(f'#{number}', part.url)} of {wording.name(part.requester)}"


def _way(n: Notice) -> str:
    """Say from where to where a request was escalated, as far as that is known."""
    start = limits.inert(_fact(n, "from"), wording.NAME)
    end = limits.inert(_fact(n, "to"), wording.NAME)
    return (f" from {start}" if start else "") + (f" to {end}" if end else "")


def _specialists(view: RequestView, name: str) -> str:
    """Call the specialists whose help is wanted; they are the ones who have to act."""
    who = sorted(view.desk.specialists.get(name, ()))
    called = (f"<!subteam^{one}>" if is_group(one) else f"<@{one}>" for one in who)
    return f" {' '.join(called)}, can you help?" if who else ""


def _card_link(view: RequestView) -> list[Block]:
    return [blocks.context(wording.link("Open the card", view.card_url))] if view.card_url else []


def _quote(view: RequestView, text: str) -> list[Block]:
    """Show what somebody wrote; no notice carries words about a private request."""
    return [] if view.is_hidden else rich.quote(text, _WORDS)


def _buttons(number: int, *wanted: Action) -> list[Block]:
    return blocks.actions(*(blocks.request_button(action, number) for action in wanted))


_WITHOUT_REQUEST: dict[NoticeKind, Callable[[Notice], Message]] = {
    NoticeKind.UNDELIVERED: trouble.undelivered,
    NoticeKind.GIVEN_UP: trouble.given_up,
    NoticeKind.TECHNICIAN_LEFT: leaving.technician_left,
}
_ABOUT: dict[NoticeKind, Callable[[Notice, RequestView], Message]] = {
    NoticeKind.RESOLVED: _resolved,
    NoticeKind.WAITING_FOR_YOU: _waiting_for_you,
    NoticeKind.CANCELLED: _cancelled,
    NoticeKind.WAS_REOPENED: _was_reopened,
    NoticeKind.WAS_CANCELLED: _was_cancelled,
    NoticeKind.WAS_SOLVED: _was_solved,
    NoticeKind.ASSIGNED: _assigned,
    NoticeKind.ESCALATED: _escalated,
    NoticeKind.ESCALATED_TO_LEAD: _escalated_to_lead,
    NoticeKind.THANKS_OR_REOPEN: _thanks_or_reopen,
    NoticeKind.ALREADY_OVER: _already_over,
    NoticeKind.MERGED: _merged,
    NoticeKind.UNMERGED: _unmerged,
    NoticeKind.WHOLE_SOLVED: _whole_solved,
    NoticeKind.WHOLE_CANCELLED: _whole_cancelled,
    NoticeKind.WHOLE_REOPENED: _whole_reopened,
    NoticeKind.JOINED: _joined,
    NoticeKind.LEFT: _left,
    NoticeKind.NO_LONGER_YOURS: _no_longer_yours,
    NoticeKind.LOW_RATING: _low_rating,
    NoticeKind.REQUESTER_LEFT: leaving.requester_left,
    NoticeKind.HANDED_TO_YOU: leaving.handed_to_you,
}
