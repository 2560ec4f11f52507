"""What people say in the threads of a request, and who gets to read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.desk import Relay
from bot.domain.events import Actor, ActorKind, Event, EventKind
from bot.domain.messages import NoticeKind
from bot.domain.refusals import Refused
from bot.domain.request import HoldReason, State
from bot.usecases import moves
from bot.usecases.access import Case, OnlyTechnicians, case_of, require_reader
from storage.conversations import MessageState, Side, ThreadMessage
from storage.outbox import Errand, OutboxKind

if TYPE_CHECKING:
    from datetime import datetime

    from bot.usecases.office import Act, Office
    from storage.conversations import Conversation
    from storage.store import Transaction

#: How long the sender of a relayed message can take it back.
UNDO_FOR = timedelta(minutes=1)
INTERNAL_MARK = "//"


class TooLateToUndo(Refused):
    """That was sent more than a minute ago, so it stays. A further message can set it right."""


class AlreadySent(Refused):
    """That has been sent to the requester already."""


class NoSuchMessage(Refused):
    """That message is not part of any request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Something that a person wrote in a thread."""

    channel: str
    thread_ts: str
    ts: str
    text: str
    said_at: datetime


def hear(office: Office, act: Act, said: Said) -> bool:
    """Keep a message of a request's thread and pass it on; False if it is nobody's or seen."""
    with office.store.write() as tx:
        thread = tx.conversations.at(said.channel, said.thread_ts)
        if thread is None or not tx.deliveries.take(act.key, now=act.now):
            return False
        stored = tx.requests.by_id(thread.request_id, to_change=True)
        case = case_of(tx, office, act, stored)
        if case is None:
            return False
        relays = thread.side is Side.REQUESTER or _relays(case, said.text)
        message_id = _keep(tx, case, thread, said, relays=relays)
        if message_id is None:
            return False
        if thread.side is Side.REQUESTER:
            _from_conversation(tx, case, message_id, act.now)
        else:
            _from_card(tx, case, said, message_id, relays=relays, now=act.now)
        return True


def send_after_all(office: Office, act: Act, *, message_id: int) -> int | None:
    """Send an internal message to the requester; return the number of its request.

    Raises `AlreadySent`, `OnlyTechnicians`, `NoSuchMessage`. None if seen before.
    """
    with office.store.write() as tx:
        case, message = _access_message(tx, office, act, message_id)
        if not tx.deliveries.take(act.key, now=act.now):
            return None
        if message.state is MessageState.RELAYED:
            raise AlreadySent
        tx.conversations.mark(message_id, MessageState.RELAYED)
        _pass_on(tx, case, Side.REQUESTER, message_id, now=act.now)
        moves.record(tx, case.stored, case.desk, [_reply(case, act.now)])
        return case.request.number


def undo(office: Office, act: Act, *, message_id: int) -> int | None:
    """Take a relayed message back within its minute; return the number of its request.

    Raises `TooLateToUndo`, `OnlyTechnicians`, `NoSuchMessage`. None if seen before.
    """
    with office.store.write() as tx:
        case, message = _access_message(tx, office, act, message_id)
        if not tx.deliveries.take(act.key, now=act.now):
            return None
        if act.now > message.said_at + UNDO_FOR:
            raise TooLateToUndo
        tx.conversations.mark(message_id, MessageState.UNDONE)
        _pass_on(tx, case, Side.REQUESTER, message_id, now=act.now)
        return case.request.number


def reword(office: Office, act: Act, *, channel: str, ts: str, text: str | None) -> bool:
    """Follow an edit, or with no text a deletion, in the other thread as well."""
    with office.store.write() as tx:
        message = tx.conversations.message_at(channel, ts)
        if message is None or not tx.deliveries.take(act.key, now=act.now):
            return False
        if message.text == (text or ""):
            # Slack also reports an edit when it only unfurls a link.
            return False
        tx.conversations.reword(message.id, text or "")
        if message.state is MessageState.RELAYED:
            if message.side is Side.CARD and _is_note(text or ""):
                # Whoever makes a note of it afterwards wants it back.
                tx.conversations.mark(message.id, MessageState.UNDONE)
            case = case_of(tx, office, act, tx.requests.by_id(message.request_id))
            other = Side.CARD if message.side is Side.REQUESTER else Side.REQUESTER
            if case is not None:
                _pass_on(tx, case, other, message.id, now=act.now)
        return True


def _is_note(text: str) -> bool:
    """Say whether words are marked as meant for colleagues alone."""
    return text.lstrip().startswith(INTERNAL_MARK)


def _relays(case: Case, text: str) -> bool:
    """Say whether words in the card's thread go to the requester without a click."""
    if _is_note(text) or not case.caller.works_here:
        return False
    if case.desk.relay is Relay.TECHNICIANS:
        return True
    is_owner = case.request.owner_id == case.caller.person.id
    return case.desk.relay is Relay.OWNER and is_owner


def _keep(
    tx: Transaction, case: Case, thread: Conversation, said: Said, *, relays: bool
) -> int | None:
    return tx.conversations.say(
        ThreadMessage(
            id=0,
            request_id=thread.request_id,
            side=thread.side,
            channel=said.channel,
            ts=said.ts,
            author_id=case.caller.person.id,
            said_at=said.said_at,
            state=MessageState.RELAYED if relays else MessageState.INTERNAL,
            text=said.text,
        )
    )


def _from_conversation(tx: Transaction, case: Case, message_id: int, now: datetime) -> None:
    _pass_on(tx, case, Side.CARD, message_id, now=now)
    if case.is_requester:
        _requester_spoke(tx, case, now)
    elif case.caller.works_here:
        # The requester reads this thread, so a technician's words in it are an answer.
        moves.record(tx, case.stored, case.desk, [_reply(case, now)])


def _requester_spoke(tx: Transaction, case: Case, now: datetime) -> None:
    actor = Actor(person_id=case.caller.person.id, kind=ActorKind.REQUESTER)
    events = [Event(kind=EventKind.REQUESTER_MESSAGE, at=now, actor=actor)]
    if case.request.hold_reason is HoldReason.REQUESTER:
        events.append(moves.hold_ended(case.request, case.desk, actor, now))
    after = moves.record(tx, case.stored, case.desk, events)
    if not after.is_open:
        # A "thanks!" does not reopen: the requester says which it was.
        can_reopen = after.state is State.RESOLVED
        kind = NoticeKind.THANKS_OR_REOPEN if can_reopen else NoticeKind.ALREADY_OVER
        moves.notify_requester(tx, after, kind, caller=case.caller, now=now)


def _from_card(
    tx: Transaction, case: Case, said: Said, message_id: int, *, relays: bool, now: datetime
) -> None:
    if relays:
        _pass_on(tx, case, Side.REQUESTER, message_id, now=now)
        moves.record(tx, case.stored, case.desk, [_reply(case, now)])
        tick = Errand(
            kind=OutboxKind.TICK,
            lane=said.channel,
            request_id=case.request.id,
            ref=message_id,
        )
        tx.outbox.add(tick, now=now)
    if case.caller.works_here and not _is_note(said.text):
        offer = Errand(
            kind=OutboxKind.OFFER,
            lane=said.channel,
            request_id=case.request.id,
            ref=message_id,
            facts={"to": case.caller.person.slack_id},
        )
        tx.outbox.add(offer, now=now)


def _pass_on(tx: Transaction, case: Case, to: Side, message_id: int, *, now: datetime) -> None:
    conversation = tx.conversations.of(case.request.id, to)
    lane: str | None = case.desk.team_channel
    if to is Side.REQUESTER:
        lane = moves.requester_lane(tx, case.request, conversation)
    if lane is None or conversation is None:
        return
    errand = Errand(
        kind=OutboxKind.RELAY,
        lane=lane,
        request_id=case.request.id,
        ref=message_id,
        facts={"to": conversation.id},
        coalesce=f"relay:{message_id}:{conversation.id}",
    )
    tx.outbox.add(errand, now=now)


def _reply(case: Case, now: datetime) -> Event:
    return moves.event(case, EventKind.HUMAN_REPLY, now)


def _access_message(
    tx: Transaction, office: Office, act: Act, message_id: int
) -> tuple[Case, ThreadMessage]:
    message = tx.conversations.message(message_id, to_change=True)
    # What the requester wrote is nobody's to take back.
    if message is None or message.side is not Side.CARD:
        raise NoSuchMessage
    case = case_of(tx, office, act, tx.requests.by_id(message.request_id, to_change=True))
    if case is None:
        raise NoSuchMessage
    if not case.caller.works_here:
        raise OnlyTechnicians(desk=case.desk.name)
    require_reader(case)
    return case, message
