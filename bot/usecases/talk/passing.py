"""Passing words on into the other threads, and what follows from them for the request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.events import Actor, ActorKind, Event, EventKind
from bot.domain.messages import NoticeKind
from bot.domain.request import HoldReason, State
from bot.usecases import moves, private, telling
from bot.usecases.sending.relaying import copying, relaying
from bot.usecases.talk.audience import audience
from bot.usecases.talk.said import is_note
from storage.conversations import Side
from storage.messages import MessageState
from storage.outbox import Errand, OutboxKind

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.request import Request
    from bot.usecases.access import Case
    from storage.conversations import Conversation
    from storage.messages import ThreadMessage
    from storage.store import Transaction


def pass_around(tx: Transaction, case: Case, message: ThreadMessage, *, now: datetime) -> None:
    """Do all that follows from a message whose fate is decided: copies, events, offers."""
    if message.state is MessageState.RELAYED:
        pass_on(tx, case, message, now=now)
        _count(tx, case, message, now=now)
    if message.side is not Side.REQUESTER:
        _mark(tx, case, message, now=now)


def pass_on(tx: Transaction, case: Case, message: ThreadMessage, *, now: datetime) -> None:
    """Have a message and its files stand in the other threads as they are when they get there."""
    files = tx.files.of_message(message.channel, message.ts)
    for thread in audience(tx, case.request, message):
        lane = lane_to(tx, case, thread)
        if lane is not None:
            errands = [copying(message, file, thread, lane) for file in files]
            tx.outbox.add(relaying(message, thread, lane), *errands, now=now)


def pass_files_on(tx: Transaction, case: Case, message: ThreadMessage, *, now: datetime) -> None:
    """Have the files of a message stand in the other threads, without its words."""
    files = tx.files.of_message(message.channel, message.ts)
    for thread in audience(tx, case.request, message) if files else ():
        lane = lane_to(tx, case, thread)
        if lane is not None:
            tx.outbox.add(*(copying(message, file, thread, lane) for file in files), now=now)


def lane_to(tx: Transaction, case: Case, thread: Conversation) -> str | None:
    """Name the lane that leads into a thread; None if nobody can be reached there."""
    if thread.side is Side.CARD:
        return case.desk.team_channel
    if thread.side is not Side.REQUESTER:
        return private.owners_lane(tx, thread)
    request = case.request
    if thread.request_id != request.id:
        request = tx.requests.by_id(thread.request_id).request
    return telling.requester_lane(tx, request, thread)


def _count(tx: Transaction, case: Case, message: ThreadMessage, *, now: datetime) -> None:
    """Write down the event that a message is, if it is one."""
    if message.said_at < case.request.created_at:
        # What was said before anybody filed the request is its background, and answers nothing.
        return
    at = moment_of(case, message.said_at)
    if message.side is Side.REQUESTER and case.is_requester:
        requester_spoke(tx, case, message.said_at, at=at, now=now)
    elif case.caller.works_here:
        # The requester reads it, in whichever thread it was written, so it is an answer.
        reply = moves.event(case, EventKind.HUMAN_REPLY, at)
        moves.record(tx, case.stored, case.desk, [reply])


def moment_of(case: Case, said_at: datetime) -> datetime:
    """Give the instant at which words count in the log.

    That is when they were written. Words that come late, behind events that are younger, count
    from the youngest of those: nothing is inserted into a log, its instants never go back, and
    no other instant is closer to the truth.
    """
    return max(said_at, case.request.last_event_at or said_at)


def requester_spoke(
    tx: Transaction, case: Case, said_at: datetime, *, at: datetime, now: datetime
) -> None:
    """Write down that the requester said something, and what follows from that."""
    request = case.request
    actor = Actor(person_id=case.caller.person.id, kind=ActorKind.REQUESTER)
    events = [Event(kind=EventKind.REQUESTER_MESSAGE, at=at, actor=actor)]
    # Only what was said after the question can be its answer.
    was_asked = request.hold_since is not None and request.hold_since <= said_at
    if request.hold_reason is HoldReason.REQUESTER and was_asked:
        events.append(moves.hold_ended(request, case.desk, actor, at))
    after = moves.record(tx, case.stored, case.desk, events)
    # What is said about a part is heard where the work goes on.
    whole = tx.links.whole_of(after, since=said_at)
    if whole.ended_at is not None and whole.ended_at <= said_at:
        _answer(tx, case, after, whole, now=now)


def answered(tx: Transaction, case: Case, *, now: datetime) -> None:
    """Let a hold for the requester end by what he adds or changes, which is an answer, too."""
    if case.is_requester and case.request.hold_reason is HoldReason.REQUESTER:
        requester_spoke(tx, case, now, at=moment_of(case, now), now=now)


def added(tx: Transaction, case: Case, *, now: datetime) -> None:
    """Count what the requester adds in a form as words that wait for an answer, or are one."""
    if case.is_requester and case.request.is_open:
        requester_spoke(tx, case, now, at=moment_of(case, now), now=now)


def _answer(
    tx: Transaction, case: Case, said_about: Request, whole: Request, *, now: datetime
) -> None:
    """Tell a requester who writes after the end what he can do."""
    if whole.state is not State.RESOLVED:
        kind = NoticeKind.ALREADY_OVER
    elif said_about is whole:
        # A "thanks!" does not reopen: the requester says which it was.
        kind = NoticeKind.THANKS_OR_REOPEN
    else:
        # Of a part there is nothing to reopen; the technicians have read it.
        return
    telling.notify_requester(tx, said_about, kind, caller=case.caller, now=now)


def _mark(tx: Transaction, case: Case, message: ThreadMessage, *, now: datetime) -> None:
    """Tick what was sent, and offer its author of the desk to take it back or to send it.

    Where the work goes on elsewhere, the offer says so.
    """
    if message.state is MessageState.RELAYED:
        tx.outbox.add(_tick(message), now=now)
    if case.caller.works_here and not is_note(message.text):
        tx.outbox.add(offer_to(case, message), now=now)


def _tick(message: ThreadMessage) -> Errand:
    return Errand(
        kind=OutboxKind.TICK,
        lane=message.channel,
        request_id=message.request_id,
        ref=message.id,
    )


def offer_to(case: Case, message: ThreadMessage) -> Errand:
    """Offer the caller to take a message of the card's thread back, or to send it."""
    return Errand(
        kind=OutboxKind.OFFER,
        lane=message.channel,
        request_id=message.request_id,
        ref=message.id,
        facts={"to": case.caller.person.slack_id},
    )
