"""What requesters are told about their request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.messages import NoticeKind
from handlers import limits
from handlers.ids import Action
from handlers.views import blocks, receipt, wording
from handlers.views.notices import leaving, saying

if TYPE_CHECKING:
    from bot.domain.messages import Notice, RequestView
    from handlers.views.blocks import Message
    from handlers.views.notices.saying import Wordings


def _resolved(_n: Notice, view: RequestView) -> Message:
    number = view.request.number
    return blocks.say(
        f"Your request #{number} is solved. If it is not, press Reopen.",
        *saying.quote(view, view.note),
        *saying.buttons(number, Action.SOLVED, Action.REOPEN),
    )


def _waiting_for_you(_n: Notice, view: RequestView) -> Message:
    number = view.request.number
    return blocks.say(
        f"{saying.requester(view)}We need an answer from you on request #{number}. "
        "Reply in this thread, and we go on with it.",
        *saying.quote(view, view.note),
        *saying.buttons(number, Action.ADD_DETAILS, Action.SOLVED),
    )


def _chased(_n: Notice, view: RequestView) -> Message:
    number = view.request.number
    return blocks.say(
        f"{saying.requester(view)}We still need an answer from you to go on with request "
        f"#{number}. A short reply in this thread is enough.",
        *saying.quote(view, view.note),
        *saying.buttons(number, Action.SOLVED, Action.STILL_NEEDED),
    )


def _chased_again(_n: Notice, view: RequestView) -> Message:
    number, waiting = view.request.number, view.desk.reminders.waiting
    days = waiting.close - waiting.warn
    ends = f"If we hear nothing in {wording.counted(days, 'working day')}, we put it aside. "
    return blocks.say(
        f"{saying.requester(view)}We cannot go on with request #{number} without your answer. "
        f"{ends if days > 0 else ''}Do you still need it?",
        *saying.quote(view, view.note),
        *saying.buttons(number, Action.SOLVED, Action.STILL_NEEDED),
    )


def _unanswered(_n: Notice, view: RequestView) -> Message:
    number = view.request.number
    return blocks.say(
        f"We have put request #{number} aside, because our question has not been answered. "
        "That is quite all right. If you still need it, press Reopen, and we go on with it.",
        *saying.buttons(number, Action.SOLVED, Action.REOPEN),
    )


def _cancelled(_n: Notice, view: RequestView) -> Message:
    return blocks.say(
        f"We have cancelled your request #{view.request.number}. "
        "If you still need it, write here, and we start anew.",
        *saying.quote(view, view.note),
    )


def _thanks_or_reopen(_n: Notice, view: RequestView) -> Message:
    number = view.request.number
    return blocks.say(
        f"Request #{number} is already solved, so there is nothing that you have to do. "
        "Is something still not right? Press Reopen, and we go on with it.",
        *saying.buttons(number, Action.SOLVED, Action.REOPEN),
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


def _moved(_n: Notice, view: RequestView) -> Message:
    desk = limits.inert(view.desk.name, wording.NAME)
    return blocks.say(
        f"{desk} can help you better with your request #{view.request.number}, so it is with them "
        "now. You need not do anything: they have read what you wrote, and answer here."
    )


def _whole_solved(n: Notice, view: RequestView) -> Message:
    return blocks.say(
        f"Your request #{view.request.number} is solved together with {_whole(view)}. "
        "If it is not solved for you, reply in this thread, and we look into it.",
        *saying.quote(view, saying.fact(n, "reason")),
    )


def _whole_cancelled(n: Notice, view: RequestView) -> Message:
    return blocks.say(
        f"{_whole(view)}, which your request #{view.request.number} is part of, was cancelled. "
        "If you still need something, write here, and we start anew.",
        *saying.quote(view, saying.fact(n, "reason")),
    )


def _whole_reopened(_n: Notice, view: RequestView) -> Message:
    return blocks.say(
        f"We work on your request #{view.request.number} again, together with {_whole(view)}. "
        "You hear from us here."
    )


def _whole(view: RequestView) -> str:
    return f"#{view.whole.number}" if view.whole else "another request"


WORDINGS: Wordings = {
    NoticeKind.RESOLVED: _resolved,
    NoticeKind.WAITING_FOR_YOU: _waiting_for_you,
    NoticeKind.CHASED: _chased,
    NoticeKind.CHASED_AGAIN: _chased_again,
    NoticeKind.UNANSWERED: _unanswered,
    NoticeKind.CANCELLED: _cancelled,
    NoticeKind.THANKS_OR_REOPEN: _thanks_or_reopen,
    NoticeKind.ALREADY_OVER: _already_over,
    NoticeKind.MERGED: _merged,
    NoticeKind.UNMERGED: _unmerged,
    NoticeKind.MOVED: _moved,
    NoticeKind.WHOLE_SOLVED: _whole_solved,
    NoticeKind.WHOLE_CANCELLED: _whole_cancelled,
    NoticeKind.WHOLE_REOPENED: _whole_reopened,
    NoticeKind.HANDED_TO_YOU: leaving.handed_to_you,
}
