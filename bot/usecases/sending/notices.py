"""What a notice tells, and in whose thread it belongs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.messages import Notice, NoticeKind
from bot.usecases.looking import views
from bot.usecases.vendors import telling
from storage.conversations import Side
from storage.lanes import is_direct

if TYPE_CHECKING:
    from bot.usecases.office import Office
    from storage.conversations import Conversation
    from storage.outbox import Errand
    from storage.store import Transaction

# Whose thread a notice belongs in. The others are for the leads: into their direct messages, or
# into the card's thread where nobody is listed as one.
_NOTICED = {
    NoticeKind.RESOLVED: Side.REQUESTER,
    NoticeKind.WAITING_FOR_YOU: Side.REQUESTER,
    NoticeKind.UNANSWERED: Side.REQUESTER,
    NoticeKind.CANCELLED: Side.REQUESTER,
    NoticeKind.THANKS_OR_REOPEN: Side.REQUESTER,
    NoticeKind.ALREADY_OVER: Side.REQUESTER,
    NoticeKind.MERGED: Side.REQUESTER,
    NoticeKind.UNMERGED: Side.REQUESTER,
    NoticeKind.MOVED: Side.REQUESTER,
    NoticeKind.WHOLE_SOLVED: Side.REQUESTER,
    NoticeKind.WHOLE_CANCELLED: Side.REQUESTER,
    NoticeKind.WHOLE_REOPENED: Side.REQUESTER,
    NoticeKind.HANDED_TO_YOU: Side.REQUESTER,
    NoticeKind.JOINED: Side.CARD,
    NoticeKind.LEFT: Side.CARD,
    NoticeKind.MOVED_HERE: Side.CARD,
    NoticeKind.WAS_REOPENED: Side.CARD,
    NoticeKind.WAS_CANCELLED: Side.CARD,
    NoticeKind.WAS_SOLVED: Side.CARD,
    NoticeKind.STILL_NEEDED: Side.CARD,
    NoticeKind.ASSIGNED: Side.CARD,
    NoticeKind.GIVEN: Side.CARD,
    NoticeKind.ESCALATED: Side.CARD,
    NoticeKind.GIVEN_BACK: Side.CARD,
    NoticeKind.FOLLOW_UP: Side.CARD,
    NoticeKind.VENDOR_ENGAGED: Side.CARD,
    NoticeKind.VENDOR_RESOLVED: Side.CARD,
    NoticeKind.VENDOR_CHASE: Side.CARD,
    NoticeKind.NO_LONGER_YOURS: Side.FORMER,
}


def belongs_in_a_thread(errand: Errand) -> bool:
    """Say whether a notice is about a request, and not for a lead directly."""
    is_known = _kind(errand) in _NOTICED
    return errand.request_id is not None and (is_known or not is_direct(errand.lane))


def thread_of(tx: Transaction, errand: Errand) -> Conversation | None:
    """Find the thread of a notice: the one that it names, or the one that its kind means."""
    named = errand.facts.get("thread")
    if isinstance(named, int):
        return tx.conversations.by_id(named)
    return tx.conversations.of(errand.request_id or 0, _NOTICED.get(_kind(errand), Side.CARD))


def notice(tx: Transaction, office: Office, errand: Errand, *, among_readers: bool) -> Notice:
    """Put together what a notice tells now."""
    facts = {name: str(value) for name, value in errand.facts.items()}
    by = tx.people.get(int(facts["by"])) if errand.facts.get("by") else None
    if errand.request_id is None:
        facts |= telling.facts_of(tx, office, errand)
        return Notice(kind=_kind(errand), view=None, by=by, facts=facts)
    stored = tx.requests.by_id(errand.request_id)
    # What the requester of a part reads came with a move of the request that it is part of.
    note = tx.events.note(int(facts.get("of", errand.request_id)), int(facts.get("seq", "-1")))
    view = replace(views.view(tx, office, stored, note=note), among_readers=among_readers)
    facts |= {"reason": note, **_rating(tx, errand), **telling.facts_of(tx, office, errand)}
    return Notice(kind=_kind(errand), view=view, by=by, facts=facts)


def _kind(errand: Errand) -> NoticeKind:
    return NoticeKind(str(errand.facts["notice"]))


def _rating(tx: Transaction, errand: Errand) -> dict[str, str]:
    """Give what a notice about a rating tells; the words stay where they can be erased."""
    answer = tx.surveys.answer_of(errand.ref) if errand.ref else None
    if answer is None:
        return {}
    may_contact = "yes" if answer.may_contact else ""
    return {"score": str(answer.score), "comment": answer.comment, "may_contact": may_contact}
