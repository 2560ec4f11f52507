"""Notices about people who have left, with what becomes of their requests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers import limits
from handlers.views import blocks, receipt, wording

if TYPE_CHECKING:
    from bot.domain.messages import Notice, RequestView
    from handlers.views.blocks import Message

_NUMBERS = 400


def technician_left(n: Notice) -> Message:
    """Tell the leads which requests nobody has any more; without leads, the team and no name."""
    who = wording.name(n.by, otherwise="A technician")
    count = n.facts.get("count", "")
    requests = wording.counted(int(count), "request") if count.isascii() and count.isdigit() else ""
    listed = limits.inert(n.facts.get("numbers", ""), _NUMBERS)
    return blocks.say(
        f"{who} has left. Back in the queue: {requests or 'requests'} ({listed}). "
        "Please see to it that somebody takes care."
    )


def requester_left(_n: Notice, view: RequestView) -> Message:
    """Tell the technicians who needs it now, or that nobody does."""
    number = view.request.number
    if not view.request.is_open:
        return blocks.say(
            f"The requester of #{number} has left, so it is cancelled. There is nothing left to do."
        )
    known = None if view.request.private else view.requester
    who = wording.name(known, otherwise="Somebody else")
    return blocks.say(
        f"The requester of #{number} has left. {who} leads the department and needs it now."
    )


def handed_to_you(n: Notice, view: RequestView) -> Message:
    """Tell a department's leader, in a public conversation, that it is theirs from now on."""
    known = None if view.request.private else n.by
    return blocks.say(f"{wording.mention(view.requester)} {receipt.inherited(known)}")
