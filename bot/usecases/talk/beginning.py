"""The message that became a request: the words with which its conversation begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain import texts
from bot.usecases import telling
from bot.usecases.looking import search
from bot.usecases.talk.passing import pass_files_on
from bot.usecases.talk.said import keep
from storage.messages import MessageState

if TYPE_CHECKING:
    from datetime import datetime

    from bot.usecases.access import Case
    from bot.usecases.talk.said import Said
    from storage.conversations import Conversation
    from storage.messages import ThreadMessage
    from storage.store import Transaction


def keep_source(
    tx: Transaction, case: Case, conversation: Conversation, said: Said, *, now: datetime
) -> bool:
    """Note which message became the request, or a part of it, so that its edits are followed.

    Its words are passed on to nobody, since the card shows them; its files are. Returns whether
    that is news.
    """
    source = keep(tx, case, conversation, said, state=MessageState.SOURCE)
    # Nobody but its owner may see the files of a private request.
    if source is not None and said.files and not case.request.private:
        pass_files_on(tx, case, source, now=now)
    return source is not None


def reword_request(
    tx: Transaction, case: Case, source: ThreadMessage, text: str | None, *, now: datetime
) -> None:
    """Word a request as its first message now is; without a text only the fact stays."""
    known = case.stored.texts
    after = (
        texts.emptied(known, source.text)
        if text is None
        else texts.reworded(known, source.text, text)
    )
    tx.requests.set_texts(case.request.id, after)
    search.index_anew(tx, case.request.id, after)
    telling.redraw(tx, case.request, case.desk, now=now)
    if text is None:
        pass_files_on(tx, case, source, now=now)
