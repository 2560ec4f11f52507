"""Edits and deletions: what stands elsewhere follows what its author wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.usecases.access import case_of
from bot.usecases.talk.beginning import reword_request
from bot.usecases.talk.passing import answered, offer_to, pass_on
from bot.usecases.talk.said import is_note
from storage.conversations import Side
from storage.messages import MessageState

if TYPE_CHECKING:
    from datetime import datetime

    from bot.usecases.access import Case
    from bot.usecases.office import Act, Office
    from storage.messages import ThreadMessage
    from storage.store import Transaction


def reword(office: Office, act: Act, *, channel: str, ts: str, text: str | None) -> bool:
    """Follow an edit, or with no text a deletion; False if it is nobody's or seen."""
    with office.store.write() as tx:
        message = tx.messages.at(channel, ts)
        if message is None or not tx.deliveries.take(act.key, now=act.now):
            return False
        stored = tx.requests.by_id(message.request_id, to_change=True)
        # Read again now that the request is locked.
        message = tx.messages.get(message.id)
        if message is None or message.text == (text or ""):
            # Slack also reports an edit when it only unfurls a link.
            return False
        tx.messages.reword(message.id, text or "")
        if text is None:
            tx.files.forget_words(channel, ts)
        case = case_of(tx, office, act, stored)
        if case is not None:
            _follow(tx, case, message, text, now=act.now)
        return True


def _follow(
    tx: Transaction, case: Case, message: ThreadMessage, text: str | None, *, now: datetime
) -> None:
    if message.side is Side.REQUESTER and text:
        answered(tx, case, now=now)
    if message.state is MessageState.SOURCE:
        reword_request(tx, case, message, text, now=now)
    elif message.state is MessageState.RELAYED:
        if message.side is not Side.REQUESTER and is_note(text or ""):
            # Whoever makes a note of it afterwards wants it back.
            tx.messages.mark(message.id, MessageState.UNDONE)
        pass_on(tx, case, message, now=now)
    elif _was_a_note(message, text or "") and case.caller.works_here:
        # Nothing goes out by an edit alone, but now it can be sent.
        tx.outbox.add(offer_to(case, message), now=now)


def _was_a_note(message: ThreadMessage, text: str) -> bool:
    is_internal = message.state is MessageState.INTERNAL and message.side is not Side.REQUESTER
    return is_internal and is_note(message.text) and bool(text) and not is_note(text)
