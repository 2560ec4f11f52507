"""Notices about vendors: asked, done, late, and contracts that end.

Facts that they carry, besides those of every notice: name (of the vendor), n (of its engagement),
reference, contact, answer_due, solution_due, due and waiting (ISO 8601), chase and clock; of a
contract: name, contract, ends, tight (a line for each promise that it cannot bear).
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from bot.domain.messages import NoticeKind
from bot.domain.vendors.chasing import ChaseKind
from bot.domain.vendors.engagement import VendorClock
from handlers import limits
from handlers.ids import Action
from handlers.views import blocks, rich, wording
from handlers.views.notices import saying

if TYPE_CHECKING:
    from bot.domain.messages import Notice, RequestView
    from handlers.views.blocks import Block, Message
    from handlers.views.notices.saying import Wordings

_NAME = 60
_LINES = 10
_LINE = 200
_AT_WORK = (Action.VENDOR_RESPONDED, Action.VENDOR_RESOLVED, Action.VENDOR_WAITS)
_WAITING = (Action.VENDOR_GOES_ON, Action.VENDOR_RESOLVED)


def _engaged(n: Notice, view: RequestView) -> Message:
    number = view.request.number
    if view.is_hidden:
        return blocks.say(f"A vendor helps with request #{number} now.")
    answer, solution = _when(n, "answer_due"), _when(n, "solution_due")
    due = f" They answer by {answer} and solve it by {solution}." if answer and solution else ""
    sentence = f"{saying.by(n, view)} asked {_name(n)} for help with request #{number}.{due}"
    return blocks.say(
        f"{sentence}{_known_there(n)}",
        *saying.quote(view, saying.fact(n, "reason")),
        *_buttons(n, number, *_AT_WORK),
    )


def _resolved(n: Notice, view: RequestView) -> Message:
    number = view.request.number
    who = _who(n, view)
    check = "please check with the requester, and then resolve it."
    called = saying.owner(view, otherwise="Somebody of the team:", owned="{}:")
    said = f"{called} {check}" if called else f"{check[:1].upper()}{check[1:]}"
    sentence = f"{who} says that request #{number} is solved. {said}"
    return blocks.say(sentence, *saying.quote(view, saying.fact(n, "reason")))


def _chase(n: Notice, view: RequestView) -> Message:
    number = view.request.number
    called = saying.owner(view, otherwise="", owned="{} ")
    if saying.fact(n, "chase") == ChaseKind.OURS:
        since = f" since {_when(n, 'waiting')}" if _when(n, "waiting") else ""
        sentence = f"{called}{_who(n, view)} waits for us on request #{number}{since}."
        return blocks.say(sentence, *_buttons(n, number, *_WAITING))
    sentence = f"{called}{_standing(n, view)}{'' if view.is_hidden else _known_there(n)}"
    return blocks.say(sentence, *_buttons(n, number, *_AT_WORK))


def _late(n: Notice, view: RequestView) -> Message:
    return blocks.say(f"{_standing(n, view)}", *saying.card_link(view))


def _standing(n: Notice, view: RequestView) -> str:
    """Say what a vendor owes, and since or until when."""
    owed = "solution" if saying.fact(n, "clock") == VendorClock.RESOLUTION else "answer"
    number, due = view.request.number, _when(n, "due") or "now"
    if saying.fact(n, "chase") == ChaseKind.SOON:
        return f"{_who(n, view)} owes us its {owed} on request #{number} by {due}."
    return f"{_who(n, view)} is late with its {owed} on request #{number}; it was due {due}."


def ends(n: Notice) -> Message:
    """Tell the leads that a contract ends."""
    contract = limits.inert(saying.fact(n, "contract"), _NAME)
    number = f" (contract {contract})" if contract else ""
    day = limits.inert(saying.fact(n, "ends"), _NAME)
    return blocks.say(
        f"What we agreed with {_name(n)}{number} ends on {day or 'a day soon'}. "
        "If you want to go on with them, now is a good time to talk. "
        "Once it is settled, type /desk vendor to note the new end."
    )


def saved(n: Notice) -> Message:
    """Tell whoever saved a vendor, and what its contract cannot bear."""
    tight = [limits.plain(line, _LINE) for line in saying.fact(n, "tight").split("\n")]
    lines = [line for line in tight if line][:_LINES]
    sentence = f"{_name(n)} is saved."
    if not lines:
        return blocks.say(sentence)
    return blocks.say(
        f"{sentence} Please mind: for some requests that only they can solve, we promise more "
        "than they do.",
        rich.bullets([[rich.words(line)] for line in lines]),
    )


def _who(n: Notice, view: RequestView) -> str:
    """Name the vendor, unless it would tell what a private request is about."""
    return "The vendor" if view.is_hidden else _name(n)


def _name(n: Notice) -> str:
    return limits.inert(saying.fact(n, "name"), _NAME) or "The vendor"


def _known_there(n: Notice) -> str:
    """Say what the vendor calls the case, and whom to talk to."""
    reference = limits.inert(saying.fact(n, "reference"), wording.NAME)
    contact = limits.inert(saying.fact(n, "contact"), wording.NAME)
    said = f" They call it {reference}." if reference else ""
    return f"{said} Talk to {contact}." if contact else said


def _when(n: Notice, name: str) -> str:
    try:
        return wording.when(datetime.fromisoformat(saying.fact(n, name)))
    except ValueError:
        return ""


def _buttons(n: Notice, number: int, *wanted: Action) -> list[Block]:
    count = saying.fact(n, "n")
    if not count:
        return []
    return blocks.actions(*(blocks.request_button(action, number, n=count) for action in wanted))


WORDINGS: Wordings = {
    NoticeKind.VENDOR_ENGAGED: _engaged,
    NoticeKind.VENDOR_RESOLVED: _resolved,
    NoticeKind.VENDOR_CHASE: _chase,
    NoticeKind.VENDOR_LATE: _late,
}
