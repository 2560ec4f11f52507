"""Fetching what was said in a thread before the desk could hear it, and placing it in order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.usecases.access import case_of
from bot.usecases.office import Act
from bot.usecases.rounds import ROUND
from bot.usecases.talk.passing import pass_around
from bot.usecases.talk.said import fate_of, introduce, keep
from storage.lanes import hurried_lane, reading_lane
from storage.messages import MessageState
from storage.outbox import Errand, OutboxKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.usecases.office import Office
    from bot.usecases.talk.said import Said
    from storage.conversations import Conversation
    from storage.messages import ThreadMessage
    from storage.store import Transaction

#: Nobody has answered a message that is younger.
FRESH = timedelta(seconds=5)
#: Slack delivers the beginning of a thread within a day, or never.
_LATEST = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A thread that is to be read from Slack."""

    conversation_id: int
    channel: str
    root_ts: str


def early(tx: Transaction, said: Said, *, now: datetime) -> bool:
    """Note that somebody answered a message which is no request yet; False if it was noted.

    Slack keeps no order: if that message is filed later, `join` finds the note, or is found.
    """
    begun = _written(said.thread_ts)
    if said.said_at - begun > _LATEST:
        return True
    return tx.deliveries.take(_note(said.channel, said.thread_ts), now=now)


def join(tx: Transaction, conversation: Conversation, *, now: datetime) -> None:
    """Begin a conversation; what was said in its thread before is fetched."""
    channel, root_ts = conversation.channel, conversation.root_ts
    if channel is None or root_ts is None:
        return
    is_first = tx.deliveries.take(_note(channel, root_ts), now=now)
    if not is_first or now - _written(root_ts) > FRESH:
        catch_up(tx, conversation, now=now)


def catch_up(
    tx: Transaction, *threads: Conversation, now: datetime, since: datetime | None = None
) -> None:
    """Have threads read, from `since` on or whole; until then, what is said in them waits."""
    standing = [thread for thread in threads if thread.channel and thread.root_ts]
    tx.conversations.set_catching_up(*(thread.id for thread in standing), waits=True)
    tx.outbox.add(*(_errand(thread, since) for thread in standing), now=now)


def hurry(tx: Transaction, thread: Conversation, *, now: datetime) -> None:
    """Have a thread read before those in which nobody has written meanwhile.

    After a gap every thread is read, and in one of them somebody waits for an answer.
    """
    errand = replace(
        _errand(thread, None),
        lane=hurried_lane(thread.id),
        coalesce=f"catch_up:soon:{thread.id}",
    )
    tx.outbox.add(errand, now=now)


def catch_up_at(office: Office, *, channel: str, root_ts: str, now: datetime) -> None:
    """Have the thread of a message read, if it is a request's."""
    with office.store.write() as tx:
        thread = tx.conversations.at(channel, root_ts)
        if thread is not None:
            catch_up(tx, thread, now=now)


def _errand(thread: Conversation, since: datetime | None) -> Errand:
    # Whoever reads the whole thread reads its end as well, but not the other way round.
    part = f"since:{thread.id}" if since else f"whole:{thread.id}"
    return Errand(
        kind=OutboxKind.CATCH_UP,
        lane=reading_lane(thread.channel or ""),
        request_id=thread.request_id,
        ref=thread.id,
        facts={"since": str(since.timestamp())} if since else {},
        coalesce=f"catch_up:{part}",
    )


def begin_catching_up(
    office: Office, *, conversation_id: int, is_whole: bool = True
) -> Reading | None:
    """Say which thread to read; from now on what is said in it waits.

    None if there is none, or if a part of it is meant and the whole has been read meanwhile.
    """
    with office.store.write() as tx:
        thread = tx.conversations.by_id(conversation_id)
        if thread is None or thread.channel is None or thread.root_ts is None:
            return None
        if not is_whole and not tx.conversations.is_catching_up(thread.id):
            return None
        tx.conversations.set_catching_up(thread.id, waits=True)
        return Reading(conversation_id=thread.id, channel=thread.channel, root_ts=thread.root_ts)


def keep_found(office: Office, *, conversation_id: int, found: Sequence[tuple[Act, Said]]) -> None:
    """Keep what was found in a thread and is not known yet; it waits to be passed on."""
    with office.store.write() as tx:
        thread = tx.conversations.by_id(conversation_id)
        if thread is None:
            return
        stored = tx.requests.by_id(thread.request_id, to_change=True)
        known = tx.messages.known(thread.channel or "", [said.ts for _, said in found])
        for act, said in found:
            if said.ts in known:
                continue
            introduce(tx, act, said)
            case = case_of(tx, office, act, stored)
            if case is not None and keep(tx, case, thread, said, state=MessageState.WAITING):
                # Whoever passes it on will know nothing of the delivery.
                tx.people.belongs(case.caller.person, act.team_id)


def pass_on_found(office: Office, *, conversation_id: int, now: datetime) -> bool:
    """Pass on what waits in a thread, oldest first; return whether there is more.

    With the last of it the waiting is over.
    """
    with office.store.write() as tx:
        thread = tx.conversations.by_id(conversation_id)
        if thread is None:
            return False
        tx.requests.by_id(thread.request_id, to_change=True)
        waiting = tx.messages.waiting(thread.request_id, thread.side, limit=ROUND)
        for message in waiting:
            _settle(tx, office, message, now)
        has_more = len(waiting) == ROUND
        tx.conversations.set_catching_up(thread.id, waits=has_more)
        return has_more


def _settle(tx: Transaction, office: Office, message: ThreadMessage, now: datetime) -> None:
    """Decide about a message by what everybody is now, as if it had just been said."""
    author = tx.people.get(message.author_id)
    # The message before may have moved the request.
    stored = tx.requests.by_id(message.request_id)
    act = Act(slack_id=(author.slack_id if author else None) or "", key="", now=now)
    case = case_of(tx, office, act, stored) if author else None
    # It may have been deleted while it waited.
    if case is None or not message.text:
        tx.messages.mark(message.id, MessageState.INTERNAL)
        return
    state = fate_of(case, message.side, message.text)
    tx.messages.mark(message.id, state)
    pass_around(tx, case, replace(message, state=state), now=now)


def _note(channel: str, root_ts: str) -> str:
    return f"thread:{channel}:{root_ts}"


def _written(ts: str) -> datetime:
    """Read the instant out of a message's spot in Slack."""
    return datetime.fromtimestamp(float(ts), UTC)
