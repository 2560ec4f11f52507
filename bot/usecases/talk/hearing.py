"""Hearing what is said in a thread, at the moment at which Slack tells of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.usecases import private
from bot.usecases.access import case_of
from bot.usecases.filing.threads import thread_at
from bot.usecases.talk.catching_up import early, hurry
from bot.usecases.talk.passing import pass_around
from bot.usecases.talk.said import fate_of, introduce, keep, opens_a_new_one
from storage.conversations import Side
from storage.messages import MessageState

if TYPE_CHECKING:
    from bot.usecases.access import Case
    from bot.usecases.office import Act, Office
    from bot.usecases.talk.said import Said
    from storage.conversations import Conversation
    from storage.store import Transaction


class AfterTheEnd(Exception):
    """What was said is a request of its own, since the one that it is about is over."""


def hear(office: Office, act: Act, said: Said) -> bool:
    """Keep a message of a request's thread and pass it on; False if it is nobody's or seen.

    While the thread's earlier messages are being fetched it waits, so that it overtakes none.
    Raises `AfterTheEnd`, and then nothing has been noted.
    """
    with office.store.write() as tx:
        thread = _thread(tx, act, said)
        if thread is None or not tx.deliveries.take(act.key, now=act.now):
            return False
        introduce(tx, act, said)
        stored = tx.requests.by_id(thread.request_id, to_change=True)
        case = case_of(tx, office, act, stored)
        if case is not None and opens_a_new_one(tx, case, thread, said):
            raise AfterTheEnd
        return case is not None and _take_in(tx, case, act, thread, said=said)


def _thread(tx: Transaction, act: Act, said: Said) -> Conversation | None:
    found = thread_at(tx, said.channel, said.thread_ts)
    if found is None and not early(tx, said, now=act.now):
        # Its request may have been filed while we asked.
        return thread_at(tx, said.channel, said.thread_ts)
    return found


def _take_in(tx: Transaction, case: Case, act: Act, thread: Conversation, *, said: Said) -> bool:
    if thread.side is Side.FORMER:
        private.tell_former(tx, thread, now=act.now)
        return True
    # Read again now that the request is locked, as is whoever ends the fetching.
    waits = tx.conversations.is_catching_up(thread.id)
    state = MessageState.WAITING if waits else fate_of(case, thread.side, said.text)
    message = keep(tx, case, thread, said, state=state)
    if message is None:
        return False
    if waits:
        hurry(tx, thread, now=act.now)
    else:
        pass_around(tx, case, message, now=act.now)
    return True
