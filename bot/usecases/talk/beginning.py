"""The message that became a request: the words with which its conversation begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import texts
from bot.usecases import moves, search
from storage.messages import MessageState, ThreadMessage

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.people import Person
    from bot.usecases.access import Case
    from storage.conversations import Conversation
    from storage.store import Transaction


def keep_source(
    tx: Transaction,
    conversation: Conversation,
    *,
    author: Person,
    text: str,
    now: datetime,
    ts: str | None = None,
) -> None:
    """Note which message became the request, so that its edits and its deletion are followed.

    That is the one at `ts`, or the first of the thread. It is passed on to nobody: the card
    shows it.
    """
    spot = ts or conversation.root_ts
    if conversation.channel is None or spot is None:
        return
    source = ThreadMessage(
        id=0,
        request_id=conversation.request_id,
        side=conversation.side,
        channel=conversation.channel,
        ts=spot,
        author_id=author.id,
        said_at=now,
        state=MessageState.SOURCE,
        text=text,
    )
    tx.messages.say(source)


def reword_request(
    tx: Transaction, case: Case, source: ThreadMessage, text: str | None, *, now: datetime
) -> None:
    """Word a request as its first message now is; without a text only the fact stays."""
    known = case.stored.texts
    after = texts.emptied(known) if text is None else texts.reworded(known, source.text, text)
    tx.requests.set_texts(case.request.id, after)
    search.index_anew(tx, case.request.id, after)
    moves.redraw(tx, case.request, case.desk, now=now)
