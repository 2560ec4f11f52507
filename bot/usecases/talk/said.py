"""What somebody said in a thread, and where the desk keeps it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.domain.desk import Relay
from bot.domain.pleasantries import is_pleasantry
from bot.domain.refusals import Refused
from bot.domain.request import State
from bot.domain.texts import first_line
from storage.conversations import Side
from storage.messages import MessageState, ThreadMessage

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.messages import SharedFile
    from bot.usecases.access import Case
    from bot.usecases.office import Act
    from storage.conversations import Conversation
    from storage.store import Transaction

INTERNAL_MARK = "//"


class NoSuchMessage(Refused):
    """That message is not part of any request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Something that a person, or the bot of another `app`, wrote in a thread."""

    channel: str
    thread_ts: str
    ts: str
    text: str
    said_at: datetime
    files: tuple[SharedFile, ...] = ()
    app: str = ""


def introduce(tx: Transaction, act: Act, said: Said) -> None:
    """Note that an app is none of the people, before it is asked what it may do.

    An app may also speak for a person, with that person's id; whoever is known stays who he is.
    """
    if not said.app:
        return
    person = tx.people.ensure(act.slack_id)
    if person.learned_at is None and not person.is_bot:
        tx.people.learn([{"slack_id": act.slack_id, "name": said.app, "is_bot": True}])


def is_note(text: str) -> bool:
    """Say whether words are marked as meant for colleagues alone."""
    return text.lstrip().startswith(INTERNAL_MARK)


def fate_of(case: Case, side: Side, text: str) -> MessageState:
    """Decide whether words are passed on without a click."""
    if side is Side.CARD and (case.request.state is State.MERGED or case.request.private):
        # The owner's words go out from where the work goes on.
        return MessageState.INTERNAL
    passes = side is Side.REQUESTER or _relays(case, text)
    return MessageState.RELAYED if passes else MessageState.INTERNAL


def opens_a_new_one(tx: Transaction, case: Case, thread: Conversation, said: Said) -> bool:
    """Say whether words come too late for their request, and are more than politeness."""
    if thread.side is not Side.REQUESTER or not case.is_requester or said.app:
        return False
    whole = tx.links.whole_of(case.request)
    is_over = whole.state in {State.CLOSED, State.CANCELLED}
    is_late = whole.ended_at is not None and whole.ended_at <= said.said_at
    return is_over and is_late and bool(first_line(said.text)) and not is_pleasantry(said.text)


def keep(
    tx: Transaction, case: Case, thread: Conversation, said: Said, *, state: MessageState
) -> ThreadMessage | None:
    """Keep what the caller said; None if it was kept before."""
    message = ThreadMessage(
        id=0,
        request_id=thread.request_id,
        side=thread.side,
        channel=said.channel,
        ts=said.ts,
        author_id=case.caller.person.id,
        said_at=said.said_at,
        state=state,
        text=said.text,
    )
    message_id = tx.messages.say(message)
    if message_id is None:
        return None
    tx.files.add(thread.request_id, said.files, channel=said.channel, ts=said.ts)
    return replace(message, id=message_id)


def _relays(case: Case, text: str) -> bool:
    """Say whether words in the card's thread go to the requester without a click."""
    if is_note(text) or not case.caller.works_here:
        return False
    if case.desk.relay is Relay.TECHNICIANS:
        return True
    is_owner = case.request.owner_id == case.caller.person.id
    return case.desk.relay is Relay.OWNER and is_owner
