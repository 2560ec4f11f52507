"""Second thoughts about a message of the card's thread: sending it after all, taking it back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.events import EventKind
from bot.domain.refusals import Refused
from bot.usecases import moves
from bot.usecases.access import OnlyTechnicians, case_of, require_reader
from bot.usecases.talk.passing import pass_on
from bot.usecases.talk.said import NoSuchMessage
from storage.conversations import Side
from storage.messages import MessageState

if TYPE_CHECKING:
    from bot.usecases.access import Case
    from bot.usecases.office import Act, Office
    from storage.messages import ThreadMessage
    from storage.store import Transaction

#: How long the sender of a relayed message can take it back.
UNDO_FOR = timedelta(minutes=1)


class TooLateToUndo(Refused):
    """That was sent more than a minute ago, so it stays. A further message can set it right."""


class AlreadySent(Refused):
    """That has been sent to the requester already."""


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
        if not message.text:
            # Its author has deleted it since the offer was made.
            raise NoSuchMessage
        tx.messages.mark(message_id, MessageState.RELAYED)
        pass_on(tx, case, replace(message, state=MessageState.RELAYED), now=act.now)
        reply = moves.event(case, EventKind.HUMAN_REPLY, act.now)
        moves.record(tx, case.stored, case.desk, [reply])
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
        tx.messages.mark(message_id, MessageState.UNDONE)
        pass_on(tx, case, replace(message, state=MessageState.UNDONE), now=act.now)
        return case.request.number


def _access_message(
    tx: Transaction, office: Office, act: Act, message_id: int
) -> tuple[Case, ThreadMessage]:
    message = tx.messages.get(message_id, to_change=True)
    # What the requester wrote is nobody's to take back.
    if message is None or message.side not in {Side.CARD, Side.OWNER}:
        raise NoSuchMessage
    case = case_of(tx, office, act, tx.requests.by_id(message.request_id, to_change=True))
    if case is None:
        raise NoSuchMessage
    if not case.caller.works_here:
        raise OnlyTechnicians(desk=case.desk.name)
    require_reader(case)
    if case.request.private and message.side is Side.CARD:
        # The team's channel is no place to speak for a private request.
        raise NoSuchMessage
    return case, message
