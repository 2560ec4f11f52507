"""What somebody writes after a request is over goes on as a new request, in the same thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.usecases import telling
from bot.usecases.access import Case, case_of
from bot.usecases.filing.intake import Filing
from bot.usecases.filing.opening import add
from bot.usecases.filing.threads import thread_at
from bot.usecases.talk import keep_source, opens_a_new_one
from storage.conversations import Side

if TYPE_CHECKING:
    from bot.usecases.office import Act, Office
    from bot.usecases.talk import Said
    from storage.conversations import Conversation
    from storage.requests import Stored
    from storage.store import Transaction


def go_on(office: Office, act: Act, said: Said) -> bool:
    """File a message as a request that follows the one that is over.

    False if somebody was faster, so that the message is to be heard like any other.
    """
    with office.store.write() as tx:
        thread = thread_at(tx, said.channel, said.thread_ts)
        if thread is None:
            return False
        stored = tx.requests.by_id(thread.request_id, to_change=True)
        # Whoever was faster has tied the thread to another request meanwhile.
        thread = tx.conversations.of(stored.request.id, Side.REQUESTER)
        case = case_of(tx, office, act, stored)
        if thread is None or case is None or not opens_a_new_one(tx, case, thread, said):
            return False
        if tx.deliveries.take(act.key, now=act.now):
            _follow(tx, office, act, case, thread=thread, said=said)
        return True


def _follow(
    tx: Transaction, office: Office, act: Act, case: Case, *, thread: Conversation, said: Said
) -> None:
    person = case.caller.person
    filing = _filing(case.stored, said)
    new = add(tx, office, act, filing, desk=case.desk, filer=person, requester=person)
    after = Case(stored=new, desk=case.desk, caller=case.caller)
    tx.conversations.go_over(thread, to=new.request.id, root_ts=said.thread_ts)
    tx.conversations.open(new.request.id, Side.CARD, channel=case.desk.team_channel)
    telling.redraw(tx, new.request, case.desk, now=act.now)
    telling.redraw(tx, case.request, case.desk, now=act.now)
    conversation = tx.conversations.of(new.request.id, Side.REQUESTER)
    if conversation is not None:
        keep_source(tx, after, conversation, said, now=act.now)
    telling.refresh_home(tx, person.id, now=act.now)


def _filing(old: Stored, said: Said) -> Filing:
    request = old.request
    return Filing(
        channel="thread",
        text=said.text,
        category=request.category,
        department=request.department,
        system=request.system,
        system_guessed=request.system_guessed if request.system else None,
        organisation=request.organisation,
        private=request.private,
        follows=request.number,
        files=said.files,
    )
