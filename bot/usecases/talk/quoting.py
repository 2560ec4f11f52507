"""A message that was written elsewhere, and becomes part of a conversation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.usecases.talk.passing import pass_on, requester_spoke
from bot.usecases.talk.said import keep
from storage.conversations import Side
from storage.messages import MessageState

if TYPE_CHECKING:
    from datetime import datetime

    from bot.usecases.access import Case
    from bot.usecases.talk.said import Said
    from storage.store import Transaction


def take_in_quoted(
    tx: Transaction, case: Case, said: Said, *, added_by: Case, now: datetime
) -> bool:
    """Keep what the caller of `case` wrote and show it to the desk; False if it is known.

    It counts as a word of the requester's if it is the requester who adds it, and as nobody's
    answer: it was not written for this request.
    """
    thread = tx.conversations.of(case.request.id, Side.REQUESTER)
    if thread is None:
        return False
    message = keep(tx, case, thread, said, state=MessageState.RELAYED)
    if message is None:
        return False
    pass_on(tx, case, message, now=now)
    if added_by.is_requester:
        requester_spoke(tx, added_by, now, at=now, now=now)
    return True
