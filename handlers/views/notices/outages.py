"""What technicians hear of an outage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.messages import NoticeKind
from handlers.views import blocks, wording
from handlers.views.notices import saying

if TYPE_CHECKING:
    from bot.domain.messages import Notice, RequestView
    from handlers.views.blocks import Message
    from handlers.views.notices.saying import Wordings


def _news_late(_n: Notice, view: RequestView) -> Message:
    number = view.request.number
    outage = view.outage.outage if view.outage else None
    due = f" by {wording.when(outage.news_by)}" if outage and outage.news_by else ""
    owner = saying.owner(view, otherwise="Nobody owns it now.", owned="{}, can you tell them?")
    return blocks.say(
        f"People were promised news about #{number}{due}. {owner} "
        f"Type /desk outage {number} update and how it stands, even if nothing has changed."
    )


WORDINGS: Wordings = {NoticeKind.OUTAGE_NEWS_LATE: _news_late}
