"""Buttons, and the lines of menus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.usecases import endings, surveys, talk, work
from bot.usecases.placing import suggestions
from bot.usecases.vendors.progress import Said, Word
from handlers.ids import Action, Form, action_of, unpack
from handlers.listeners import (
    escalating,
    filing,
    forms,
    looking,
    merging,
    outages,
    presence,
    vendors,
)
from handlers.replies import Open, Reply, Say, done
from handlers.views.forms import read_form, survey_comment

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.usecases.office import Act
    from handlers.context import Context
    from handlers.payloads import Click

Ids = dict[str, str]


def click(context: Context, act: Act, clicked: Click) -> Reply:
    """Do what a button says; raises `ValueError` for a button that is none of ours."""
    ids = unpack(clicked.value) if clicked.value else {}
    action = action_of(ids.get("action") or clicked.action_id)
    if action is Action.ADD_INSTEAD:
        values = read_form(Form.NEW_REQUEST, clicked.state)
        return filing.add_instead(context, act, _number(ids), values)
    return CLICKS[action](context, act, ids)


def _number(ids: Ids) -> int:
    return int(ids["number"])


def _claim(context: Context, act: Act, ids: Ids) -> Reply:
    # The card itself shows the new owner, so a further sentence would be noise.
    work.claim(context.office, act, number=_number(ids))
    return None


def _release(context: Context, act: Act, ids: Ids) -> Reply:
    work.release(context.office, act, number=_number(ids))
    return None


def _resume(context: Context, act: Act, ids: Ids) -> Reply:
    work.resume(context.office, act, number=_number(ids))
    return None


def _solved(context: Context, act: Act, ids: Ids) -> Reply:
    request = endings.say_solved(context.office, act, number=_number(ids))
    return done(f"Thank you, good to know that #{request.number} is solved.") if request else None


def _still_needed(context: Context, act: Act, ids: Ids) -> Reply:
    request = endings.say_still_needed(context.office, act, number=_number(ids))
    return done(f"Thank you, we go on with #{request.number}.") if request else None


def _followed_up(context: Context, act: Act, ids: Ids) -> Reply:
    return escalating.follow_up(context, act, _number(ids))


def _send(context: Context, act: Act, ids: Ids) -> Reply:
    number = talk.send_after_all(context.office, act, message_id=int(ids["message"]))
    return _replaced(f"Sent to the requester of #{number}.") if number else None


def _undo(context: Context, act: Act, ids: Ids) -> Reply:
    number = talk.undo(context.office, act, message_id=int(ids["message"]))
    return _replaced(f"Taken back; the requester of #{number} does not see it.") if number else None


def _rate(context: Context, act: Act, ids: Ids) -> Reply:
    # The question itself changes into a thank-you.
    score, survey_id = int(ids["score"]), int(ids["survey"])
    surveys.rate(context.office, act, survey_id=survey_id, score=score)
    return None


def _comment(context: Context, act: Act, ids: Ids) -> Reply:
    survey_id = int(ids["survey"])
    known = surveys.comment_of(context.office, act, survey_id=survey_id)
    return Open(view=survey_comment(survey_id, _number(ids), comment=known))


def _confirm_category(context: Context, act: Act, ids: Ids) -> Reply:
    suggestions.confirm(context.office, act, number=_number(ids), category=ids["category"])
    return None


def _replaced(sentence: str) -> Reply:
    return Say(message=done(sentence).message, clears=True)


def _opens(open_form: Callable[[Context, Act, int], Reply]) -> Callable[[Context, Act, Ids], Reply]:
    return lambda context, act, ids: open_form(context, act, _number(ids))


def _vendor(said: Said) -> Callable[[Context, Act, Ids], Reply]:
    """Note what the vendor of an older message has done."""

    def note(context: Context, act: Act, ids: Ids) -> Reply:
        return vendors.note(context, act, _number(ids), Word(said=said, n=int(ids["n"])))

    return note


CLICKS: dict[Action, Callable[[Context, Act, Ids], Reply]] = {
    Action.CLAIM: _claim,
    Action.RELEASE: _release,
    Action.RESUME: _resume,
    Action.RESOLVE: _opens(forms.open_resolve),
    Action.ESCALATE: _opens(forms.open_escalate),
    Action.HOLD: _opens(forms.open_hold),
    Action.ASSIGN: _opens(forms.open_assign),
    Action.PRIORITY: _opens(forms.open_priority),
    Action.CATEGORY: _opens(forms.open_category),
    Action.CONFIRM_CATEGORY: _confirm_category,
    Action.MERGE: _opens(merging.open_merge),
    Action.UNMERGE: _opens(merging.unmerge),
    Action.CANCEL: _opens(forms.open_cancel),
    Action.WHY: _opens(looking.why),
    Action.REOPEN: _opens(forms.open_reopen),
    Action.ADD_DETAILS: _opens(forms.open_details),
    Action.SOLVED: _solved,
    Action.STILL_NEEDED: _still_needed,
    Action.FOLLOWED_UP: _followed_up,
    Action.SEND: _send,
    Action.UNDO: _undo,
    Action.RATE: _rate,
    Action.SURVEY_COMMENT: _comment,
    Action.JOIN_OUTAGE: outages.join,
    Action.GATHER: _opens(outages.gather),
    Action.IS_OUTAGE: outages.say_yes,
    Action.NO_OUTAGE: outages.say_no,
    Action.VENDOR_RESPONDED: _vendor(Said.RESPONDED),
    Action.VENDOR_RESOLVED: _vendor(Said.RESOLVED),
    Action.VENDOR_WAITS: _vendor(Said.WAITS),
    Action.VENDOR_GOES_ON: _vendor(Said.GOES_ON),
    Action.VENDOR_EDIT: lambda context, act, ids: vendors.edit(context, act, int(ids["vendor"])),
    Action.VENDOR_ADD: lambda context, act, ids: vendors.add(context, act, ids["desk"]),
    Action.HAND_BACK: lambda context, act, _ids: presence.hand_back(context, act),
    Action.NEW_REQUEST: lambda context, act, _ids: filing.open_new(context, act),
}
