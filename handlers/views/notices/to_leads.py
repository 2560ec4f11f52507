"""What those who lead the desk are told about a request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.messages import NoticeKind
from handlers import limits
from handlers.views import blocks, wording
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


WORDINGS: Wordings = {
    NoticeKind.ESCALATED_TO_LEAD: _escalated_to_lead,
    NoticeKind.LOW_RATING: _low_rating,
}
