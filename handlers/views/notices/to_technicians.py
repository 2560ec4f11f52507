"""What is told in the card's thread, and where a private request is worked on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.domain.desk import is_group
from bot.domain.messages import NoticeKind, Tie
from handlers import limits
from handlers.ids import Action
from handlers.views import blocks, wording
from handlers.views.notices import leaving, saying

if TYPE_CHECKING:
    from bot.domain.messages import Notice, RequestView
    from handlers.views.blocks import Message
    from handlers.views.notices.saying import Wordings

_TIER: Final = re.compile(r"tier (\d)")
#: So many people are called by name.
_CALLED: Final = 10


def _was_reopened(n: Notice, view: RequestView) -> Message:
    owner = saying.owner(view, otherwise="Nobody owns it now.", owned="{} still owns it.", by=n.by)
    return blocks.say(
        f"Request #{view.request.number} is open again. {owner}",
        *saying.quote(view, saying.fact(n, "reason")),
    )


def _was_cancelled(n: Notice, view: RequestView) -> Message:
    return blocks.say(
        f"{saying.by(n, view)} cancelled request #{view.request.number}. "
        "There is nothing left to do.",
        *saying.quote(view, saying.fact(n, "reason")),
    )


def _was_solved(n: Notice, view: RequestView) -> Message:
    number = view.request.number
    return blocks.say(f"{saying.by(n, view)} says that request #{number} is solved. Thank you.")


def _still_needed(n: Notice, view: RequestView) -> Message:
    said = f"{saying.by(n, view)} still needs request #{view.request.number}, so it goes on."
    owner = saying.owner(
        view, otherwise="Nobody owns it now.", owned="{}, please see what is open."
    )
    return blocks.say(f"{said} {owner}")


def _assigned(_n: Notice, view: RequestView) -> Message:
    number = view.request.number
    new = saying.owner(view, otherwise="Nobody owns it now.", owned="{} takes care of it now.")
    return blocks.say(f"Request #{number} has changed hands. {new}")


def _given(_n: Notice, view: RequestView) -> Message:
    number = view.request.number
    new = saying.owner(view, otherwise="Nobody owns it now.", owned="{} has it now.")
    return blocks.say(
        f"Request #{number} was given away by itself. {new} Why: /desk why {number}. "
        f"If it is not for you: /desk release {number}."
    )


def _escalated(n: Notice, view: RequestView) -> Message:
    asked = _asked(n, view)
    return blocks.say(
        f"{saying.by(n, view)} escalated request #{view.request.number}{_way(n)}.{asked}",
        *saying.quote(view, saying.fact(n, "reason")),
    )


def _given_back(n: Notice, view: RequestView) -> Message:
    return blocks.say(
        f"{saying.by(n, view)} gave request #{view.request.number} back{_way(n)}.",
        *saying.quote(view, saying.fact(n, "reason")),
    )


def _follow_up(n: Notice, view: RequestView) -> Message:
    number = view.request.number
    owner = saying.owner(view, otherwise="", owned="{} is the one whom the requester knows. ")
    return blocks.say(
        f"{saying.by(n, view)} solved request #{number}. {owner}Please check with the requester "
        "that it is really solved.",
        *saying.buttons(number, Action.FOLLOWED_UP, Action.REOPEN),
    )


def _joined(n: Notice, view: RequestView) -> Message:
    return blocks.say(
        f"Joined by {_part(n, view)}. What is written there from now on appears here, and what "
        "goes to the requester of this one goes there too."
    )


def _left(n: Notice, view: RequestView) -> Message:
    return blocks.say(f"{_part(n, view)} is no longer part of this request.")


def _no_longer_yours(_n: Notice, view: RequestView) -> Message:
    said = f"Request #{view.request.number} is no longer yours."
    if view.request.moved_from is not None:
        desk = limits.inert(view.desk.name, wording.NAME)
        said = f"Request #{view.request.number} is with {desk} now."
    return blocks.say(f"{said} What is written here from now on is passed on to nobody.")


def _moved_here(n: Notice, view: RequestView) -> Message:
    origin = limits.inert(saying.fact(n, "from"), wording.NAME)
    return blocks.say(
        f"{saying.by(n, view)} moved request #{view.request.number} here from {origin}. "
        "Its promises count from filing, by our hours and targets.",
        *saying.quote(view, saying.fact(n, "reason")),
    )


def _part(n: Notice, view: RequestView) -> str:
    """Name a part and its requester, as far as that is still known."""
    number = limits.inert(saying.fact(n, "part"), wording.NAME)
    parts = (one for one in view.tied(Tie.PART) if str(one.number) == number)
    part = next(parts, None)
    if part is None:
        return f"#{number}"
    return f"{wording.link(f'#{number}', part.url)} of {wording.name(part.requester)}"


def _way(n: Notice) -> str:
    """Say from where to where a request was escalated, as far as that is known."""
    start = limits.inert(saying.fact(n, "from"), wording.NAME)
    end = limits.inert(saying.fact(n, "to"), wording.NAME)
    return (f" from {start}" if start else "") + (f" to {end}" if end else "")


def _asked(n: Notice, view: RequestView) -> str:
    """Call those whose help is wanted; they are the ones who have to act."""
    who = view.desk.specialists.get(saying.fact(n, "specialists"), frozenset())
    tier = _TIER.fullmatch(saying.fact(n, "to"))
    if tier is not None and not view.request.private:
        who = view.desk.staffing.of_tier(int(tier[1]))
    called = [f"<!subteam^{one}>" if is_group(one) else f"<@{one}>" for one in sorted(who)]
    return f" {' '.join(called[:_CALLED])}, can you help?" if called else ""


WORDINGS: Wordings = {
    NoticeKind.WAS_REOPENED: _was_reopened,
    NoticeKind.WAS_CANCELLED: _was_cancelled,
    NoticeKind.WAS_SOLVED: _was_solved,
    NoticeKind.STILL_NEEDED: _still_needed,
    NoticeKind.ASSIGNED: _assigned,
    NoticeKind.GIVEN: _given,
    NoticeKind.ESCALATED: _escalated,
    NoticeKind.GIVEN_BACK: _given_back,
    NoticeKind.FOLLOW_UP: _follow_up,
    NoticeKind.JOINED: _joined,
    NoticeKind.LEFT: _left,
    NoticeKind.MOVED_HERE: _moved_here,
    NoticeKind.NO_LONGER_YOURS: _no_longer_yours,
    NoticeKind.REQUESTER_LEFT: leaving.requester_left,
}
