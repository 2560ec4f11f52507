"""The receipt: the first message of a conversation, and what it becomes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.messages import Tie
from bot.domain.request import OPEN_STATES, HoldReason, State
from handlers import limits
from handlers.ids import Action
from handlers.views import blocks, outages, rich, wording

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.domain.messages import RequestView
    from bot.domain.people import Person
    from handlers.views.blocks import Block, Message

_NOTE = 1000
_PRIVATE = "Private: only you, whoever helps you and the lead can read it."
_HERE = "To answer or to add something, reply in this thread."

_BUTTONS: dict[State, tuple[Action, ...]] = {
    State.NEW: (Action.ADD_DETAILS, Action.SOLVED),
    State.CLAIMED: (Action.ADD_DETAILS, Action.SOLVED),
    State.ON_HOLD: (Action.ADD_DETAILS, Action.SOLVED),
    State.RESOLVED: (Action.SOLVED, Action.REOPEN),
    State.CLOSED: (),
    State.CANCELLED: (),
    State.MERGED: (Action.CANCEL,),
}

# Notes that are meant for the requester; on other moves they are for the technicians.
_TELLS_WHY = frozenset({State.RESOLVED, State.CLOSED, State.CANCELLED})


def receipt(view: RequestView, now: datetime) -> Message:
    """Tell the requester where the request stands and what happens next."""
    headline, following = story(view, now)
    # A receipt can stand in a channel.
    title = [] if view.is_hidden else [rich.paragraph(rich.words(wording.title(view)))]
    shown = [
        rich.paragraph(rich.bold(headline)),
        blocks.section(following),
        *whereabouts(view),
        *inheritance(view),
        *help_from_outside(view),
        *title,
        *note(view),
        *outages.on_receipt(view.outage),
        *([blocks.context(_PRIVATE)] if view.request.private else []),
        # A message beside the thread would become a request of its own.
        *([blocks.context(_HERE), *contact(view)] if view.request.is_open else []),
        *blocks.actions(*buttons(view)),
    ]
    return blocks.message(f"{limits.escape(headline)} {following}", shown)


def answer_on_the_spot(view: RequestView, remark: str = "") -> Message:
    """Answer whoever filed by command: the number, by when, where to follow, and a remark."""
    number = view.request.number
    said = f"We have your request #{number}. {_answer_by(view, None)}"
    way = wording.link("Open the conversation", view.conversation_url)
    shown = f"{said} {way}" if view.conversation_url else said
    add = blocks.request_button(Action.ADD_DETAILS, number)
    small = [blocks.context(remark)] if remark else []
    text = f"{said} {remark}".rstrip()
    return blocks.message(text, [blocks.section(shown), *small, *blocks.actions(add)])


def buttons(view: RequestView) -> list[Block]:
    """Show what the requester can do with the request as it stands."""
    request = view.request
    return [blocks.request_button(action, request.number) for action in _BUTTONS[request.state]]


def whereabouts(view: RequestView) -> list[Block]:
    """Name the desk that takes care of a request which has gone from one to another."""
    if view.request.moved_from is None or not view.request.is_open:
        return []
    return [blocks.section(f"{limits.inert(view.desk.name, wording.NAME)} takes care of it now.")]


def inheritance(view: RequestView) -> list[Block]:
    """Tell whoever took a request over whose it was, as long as it is open."""
    if view.predecessor is None or not view.request.is_open:
        return []
    return [blocks.section(inherited(view.predecessor))]


def help_from_outside(view: RequestView) -> list[Block]:
    """Say that others help, without a word about who and by which contract."""
    if not (view.request.with_vendors and view.request.is_open):
        return []
    return [blocks.section("A company that we work with is helping us. We stay with it for you.")]


def contact(view: RequestView) -> list[Block]:
    """Name the technician whom people of this department can turn to, if there is one."""
    liaison = wording.name(view.liaison, otherwise="")
    return [blocks.context(f"Your contact at the desk is {liaison}.")] if liaison else []


def note(view: RequestView) -> list[Block]:
    """Show the note of the last move, if it is one for the requester."""
    if view.request.state not in _TELLS_WHY or view.is_hidden:
        return []
    return rich.quote(view.note, _NOTE)


def story(view: RequestView, now: datetime) -> tuple[str, str]:
    """Say where the request stands (without markup) and what happens next (with markup)."""
    return _STORIES[view.request.state](view, now)


def _new(view: RequestView, now: datetime) -> tuple[str, str]:
    return f"We have your request #{view.request.number}.", _answer_by(view, now)


def _answer_by(view: RequestView, now: datetime | None) -> str:
    due = view.promised.respond_by
    if due is None:
        return "A person will take it from here."
    if now is not None and due < now:
        return (
            f"We promised an answer by {wording.when(due)} and are late. We are sorry; "
            "your request is still with us."
        )
    return f"A person will answer by {wording.when(due)}."


def _claimed(view: RequestView, now: datetime) -> tuple[str, str]:
    number = view.request.number
    owner = wording.plain_name(view.owner, otherwise="Somebody")
    headline = f"{owner} has your request #{number}."
    due = view.promised.resolve_by
    if view.promised.respond_by is not None:
        return headline, _answer_by(view, now)
    if due is None:
        return headline, "You will hear from us here."
    if due < now:
        return headline, "It takes longer than we promised. We are sorry and keep at it."
    return headline, f"We plan to have it solved by {wording.when(due)}."


def _on_hold(view: RequestView, now: datetime) -> tuple[str, str]:
    request = view.request
    number = request.number
    if request.hold_reason is HoldReason.REQUESTER:
        return f"We are waiting for your answer on request #{number}.", (
            "As soon as you answer, we go on with it."
        )
    reason = f"It is {wording.waiting(view)}."
    due = view.promised.resolve_by
    if due is not None and due >= now and not wording.is_paused(view):
        following = f"{reason} We still plan to have it solved by {wording.when(due)}."
    else:
        following = f"{reason} Then we go on, and you will hear from us here."
    return f"Your request #{number} is on hold.", following


def _resolved(view: RequestView, _now: datetime) -> tuple[str, str]:
    request = view.request
    headline = f"Your request #{request.number} is solved."
    if request.resolved_at is None:
        return headline, "If it is not, press Reopen."
    until = request.resolved_at + timedelta(days=view.desk.close_after_days)
    return headline, f"If it is not, press Reopen before {wording.when(until)}."


def _anew(view: RequestView, condition: str) -> str:
    """Say how somebody goes on after the end, or where he has gone on."""
    later = view.tied(Tie.AFTER)
    if later:
        return f"It goes on as #{later[-1].number}."
    return f"{condition}, write here, and we start anew."


def _closed(view: RequestView, _now: datetime) -> tuple[str, str]:
    return f"Your request #{view.request.number} is closed.", (_anew(view, "If it comes back"))


def _cancelled(view: RequestView, _now: datetime) -> tuple[str, str]:
    return f"Your request #{view.request.number} is cancelled.", (
        _anew(view, "If you still need it")
    )


def _merged(view: RequestView, _now: datetime) -> tuple[str, str]:
    whole = view.whole
    other = f"#{whole.number}" if whole else "another one"
    headline = f"Your request #{view.request.number} is now part of {other}."
    return headline, together(view)


def why_together(view: RequestView) -> str:
    """Say what became of a request that is now part of another one."""
    if view.whole is None or view.whole.state in OPEN_STATES:
        # What that means for whoever writes stands in the receipt.
        return f"{limits.inert(view.desk.name, wording.NAME)} works on both together."
    return together(view)


def together(view: RequestView) -> str:
    """Say what happens next with a request that is part of another one."""
    state = view.whole.state if view.whole else State.CLAIMED
    if state is State.RESOLVED:
        return "That one is solved. If yours is not, reply in this thread."
    if state in {State.CLOSED, State.CANCELLED}:
        return "That one is over. " + _anew(view, "If you still need something")
    if view.whole and view.requester and view.whole.requester == view.requester:
        return f"You hear from us in the conversation of #{view.whole.number}."
    return "You can go on writing in this thread, and you hear from us here."


_STORIES: dict[State, Callable[[RequestView, datetime], tuple[str, str]]] = {
    State.NEW: _new,
    State.CLAIMED: _claimed,
    State.ON_HOLD: _on_hold,
    State.RESOLVED: _resolved,
    State.CLOSED: _closed,
    State.CANCELLED: _cancelled,
    State.MERGED: _merged,
}


def inherited(predecessor: Person | None) -> str:
    """Say whose request it was and what its new requester can do."""
    who = wording.name(predecessor, otherwise="Somebody")
    return (
        f"{who} filed this and has left. As you lead the department, it is yours to follow, "
        "or to call off if nobody needs it any more."
    )
