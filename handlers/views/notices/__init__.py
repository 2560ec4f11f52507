"""Notices: short messages about a move that somebody has to hear of.

Facts that a notice may carry, besides its view and who made the move:

====================================  ============================================
kind                                  facts
====================================  ============================================
resolved, waiting_for_you, cancelled  none; the words are the note of the view
was_reopened, was_cancelled           reason
escalated, escalated_to_lead          from, to, reason; specialists (the name in the settings)
joined, left                          part (number)
moved_here                            from (the name of a desk), reason
whole_solved, whole_cancelled         reason
undelivered, given_up                 channel (id, or a person's), error (of Slack), number
technician_left                       numbers, count
nobody_can_take                       because, skills, tier, count
vendor_…                              see `of_vendors`
poor_experiences                      count, numbers
low_rating                            score (1 to 5), comment, may_contact ("yes" or "")
====================================  ============================================
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.messages import NoticeKind
from handlers.views.notices import (
    leaving,
    of_vendors,
    outages,
    to_leads,
    to_requesters,
    to_technicians,
    trouble,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.domain.messages import Notice
    from handlers.views.blocks import Message
    from handlers.views.notices.saying import Wordings

_WITHOUT_REQUEST: dict[NoticeKind, Callable[[Notice], Message]] = {
    NoticeKind.UNDELIVERED: trouble.undelivered,
    NoticeKind.GIVEN_UP: trouble.given_up,
    NoticeKind.TECHNICIAN_LEFT: leaving.technician_left,
    NoticeKind.VENDOR_ENDS: of_vendors.ends,
    NoticeKind.VENDOR_SAVED: of_vendors.saved,
}
_ABOUT: Wordings = {
    **to_requesters.WORDINGS,
    **to_technicians.WORDINGS,
    **to_leads.WORDINGS,
    **outages.WORDINGS,
    **of_vendors.WORDINGS,
}


def notice(n: Notice) -> Message:
    """Put a notice into words, with the buttons that belong to it."""
    if n.kind in _WITHOUT_REQUEST:
        return _WITHOUT_REQUEST[n.kind](n)
    if n.view is None:
        raise ValueError(n.kind)
    return _ABOUT[n.kind](n, n.view)
