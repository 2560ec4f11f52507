"""What those who lead the desk are told about a request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.messages import NoticeKind
from handlers import limits
from handlers.views import blocks, placing, wording
from handlers.views.notices import saying

if TYPE_CHECKING:
    from bot.domain.messages import Notice, RequestView
    from handlers.views.blocks import Message
    from handlers.views.notices.saying import Wordings


def _escalated_to_lead(n: Notice, view: RequestView) -> Message:
    number = view.request.number
    title = "" if view.is_hidden else f" ({wording.inert_title(view)})"
    sentence = f"{saying.by(n, view)} asks for your help with request #{number}{title}."
    return blocks.say(
        sentence, *saying.quote(view, saying.fact(n, "reason")), *saying.card_link(view)
    )


def _reopened_again(_n: Notice, view: RequestView) -> Message:
    times = wording.counted(view.request.reopens, "time")
    return blocks.say(
        f"Request #{view.request.number} has come back {times}. Please see whether something else "
        "is needed than what was tried.",
        *saying.card_link(view),
    )


def _poor_experiences(n: Notice, view: RequestView) -> Message:
    count = limits.inert(saying.fact(n, "count"), 3)
    known = saying.fact(n, "numbers").split()
    numbers = ", ".join(f"#{number}" for number in known if number.isdecimal())
    who = "Somebody" if view.is_hidden else wording.name(view.requester)
    return blocks.say(
        f"{who} has had {count} poor experiences with the desk lately: {numbers}. Please have a "
        "word with them.",
        *saying.card_link(view),
    )


def _low_rating(n: Notice, view: RequestView) -> Message:
    number = view.request.number
    score = limits.inert(saying.fact(n, "score"), 2)
    agreed = "They agreed to be contacted: please do so within one working day."
    silent = "They have not agreed to be contacted: please look at what happened."
    following = agreed if saying.fact(n, "may_contact") else silent
    sentence = f"Somebody was not happy with request #{number}: {score} of 5. {following}"
    return blocks.say(
        sentence, *saying.quote(view, saying.fact(n, "comment")), *saying.card_link(view)
    )


def _nobody_can_take(n: Notice, view: RequestView) -> Message:
    number = view.request.number
    count = saying.fact(n, "count")
    rest = int(count) - 1 if count.isdecimal() else 0
    waits = f"#{number} and {rest} more wait" if rest > 0 else f"#{number} waits"
    why = placing.missing(saying.fact(n, "because"), _lacking(n))
    return blocks.say(
        f"{waits}, and nobody can take {'them' if rest > 0 else 'it'}: {why}. "
        f"Please find somebody: /desk assign {number} @name.",
        *saying.card_link(view),
    )


def _lacking(n: Notice) -> str:
    return placing.lacking(saying.fact(n, "skills"), saying.fact(n, "tier"))


WORDINGS: Wordings = {
    NoticeKind.NOBODY_CAN_TAKE: _nobody_can_take,
    NoticeKind.ESCALATED_TO_LEAD: _escalated_to_lead,
    NoticeKind.REOPENED_AGAIN: _reopened_again,
    NoticeKind.POOR_EXPERIENCES: _poor_experiences,
    NoticeKind.LOW_RATING: _low_rating,
}
