"""The sender's side of the outbox: what is due, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.messages import NoticeKind
from bot.usecases import telling
from bot.usecases.care.upkeep import EVERY
from bot.usecases.reminding import bundle_sent, chaser_sent
from storage.conversations import Side
from storage.lanes import address, direct_lane
from storage.messages import Copy
from storage.outbox import Due, Errand, OutboxKind, Spot

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from bot.domain.events import Fact
    from bot.usecases.office import Office
    from storage.conversations import Conversation
    from storage.store import Transaction

#: How long a sender may take before another copy looks after its rows.
LEASE = timedelta(seconds=90)
#: How long a message that could not be sent waits at first.
PATIENCE = timedelta(seconds=1)
LONGEST_WAIT = timedelta(minutes=10)
#: Messages that Slack stumbles over for so long, while it takes others, are given up.
HOPELESS = timedelta(days=1)
MOST_TRIES = 100
#: After about an hour a thread that is missing was refused, and nothing can stand in it.
MOST_WAITS = 15
# What only asks or shows: it comes again by itself, so nobody has to hear that it failed.
_UNHEARD = frozenset(
    {
        OutboxKind.HOME,
        OutboxKind.LEFT_CARD,
        OutboxKind.PERSON,
        OutboxKind.CATCH_UP,
        OutboxKind.LOOK_BACK,
        OutboxKind.TICK,
        OutboxKind.OFFER,
    }
)
_EDITED = frozenset({OutboxKind.CARD, OutboxKind.RECEIPT, OutboxKind.OWNER_CARD})
_SIDES = {OutboxKind.CARD: Side.CARD, OutboxKind.RECEIPT: Side.REQUESTER}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A message that Slack has since `at`, the spot where it stands, and whom it called."""

    due: Due
    at: datetime
    channel: str | None = None
    ts: str | None = None
    pings: int = 0


def take_turn(office: Office, now: datetime, *, sent: Sequence[Sent], limit: int) -> list[Due]:
    """Note what Slack has, then take up what is due, at most one message of each lane."""
    with office.store.write() as tx:
        for one in sent:
            _note(tx, one)
        return tx.outbox.claim(now, limit=limit, lease=LEASE)


def note_sent(office: Office, sent: Sequence[Sent]) -> None:
    """Note what Slack has."""
    with office.store.write() as tx:
        for one in sent:
            _note(tx, one)


def _note(tx: Transaction, sent: Sent) -> None:
    """Note that Slack has a message, and tie what belongs to it to the spot where it stands."""
    channel, ts, errand = sent.channel, sent.ts, sent.due.errand
    spot = Spot(channel=channel, ts=ts, pings=sent.pings)
    tx.outbox.sent(sent.due, spot, now=sent.at)
    if channel is None or ts is None:
        return
    if errand.kind in _EDITED:
        _note_head(tx, errand, channel=channel, ts=ts, look_at=sent.at + EVERY)
    elif errand.kind is OutboxKind.RELAY and errand.ref:
        copy = Copy(conversation_id=int(errand.facts["to"] or 0), channel=channel, ts=ts)
        tx.messages.copied(errand.ref, copy)
    elif errand.kind is OutboxKind.REMINDERS:
        bundle_sent(tx, errand, now=sent.at)
    elif errand.kind is OutboxKind.CHASER:
        chaser_sent(tx, errand, now=sent.at)
    elif errand.kind is OutboxKind.SURVEY and errand.ref:
        tx.surveys.stands(errand.ref, channel=channel, ts=ts)
    elif errand.kind is OutboxKind.OUTAGE and errand.ref:
        tx.outages.stands(errand.ref, channel=channel, ts=ts)
    elif errand.kind is OutboxKind.OUTAGE_PROPOSAL and errand.ref:
        tx.proposals.stands(errand.ref, channel=channel, ts=ts)


def _note_head(
    tx: Transaction, errand: Errand, *, channel: str, ts: str, look_at: datetime
) -> None:
    side = _SIDES.get(errand.kind)
    left = _left_meanwhile(tx, errand, channel) if errand.kind is OutboxKind.CARD else None
    if left is not None:
        tx.conversations.thread_stands(left.id, channel=channel, ts=ts)
        tx.outbox.add(telling.leaving(left, errand.lane), now=look_at - EVERY)
    elif side is not None and errand.request_id:
        tx.conversations.stands(errand.request_id, side, channel=channel, ts=ts, look_at=look_at)
    elif errand.ref:
        tx.conversations.thread_stands(errand.ref, channel=channel, ts=ts, look_at=look_at)


def _left_meanwhile(tx: Transaction, errand: Errand, channel: str) -> Conversation | None:
    """Find the thread of a card that was on its way while its request went to another desk."""
    card = tx.conversations.of(errand.request_id or 0, Side.CARD)
    if card is None or card.channel == channel:
        return None
    return tx.conversations.left_in(card.request_id, channel)


def put_off(office: Office, due: Due, *, error: str, now: datetime, uncertain: bool) -> None:
    """Try again later, waiting longer each time; `uncertain` if Slack may have acted."""
    wait = min(PATIENCE * 2 ** min(due.attempts - 1, 12), LONGEST_WAIT)
    with office.store.write() as tx:
        tx.outbox.put_off(due, until=now + wait, error=error, uncertain=uncertain)


def wait_for_morning(office: Office, due: Due, *, until: datetime) -> None:
    """Keep a message until its receiver is awake, out of the way of what cannot wait."""
    with office.store.write() as tx:
        tx.outbox.set_aside(due, until=until)


def wait_for_thread(office: Office, due: Due, *, now: datetime) -> None:
    """Try again when its thread may stand; give up when that will never be."""
    if due.attempts >= MOST_WAITS:
        refused(office, due, error="no_thread", now=now)
    else:
        put_off(office, due, error="not_ready", now=now, uncertain=False)


def unreadable(office: Office, due: Due, *, now: datetime) -> None:
    """Try a message again that could not be put together; in the end, let the others pass."""
    if due.attempts >= MOST_WAITS:
        refused(office, due, error="render", now=now)
    else:
        put_off(office, due, error="render", now=now, uncertain=False)


def wait_as_told(office: Office, due: Due, *, until: datetime, now: datetime) -> None:
    """Hold the whole lane until the instant that Slack named."""
    with office.store.write() as tx:
        tx.outbox.hold_lane(due.errand.lane, until=until)
        tx.outbox.wait(due, until=now, error="ratelimited")


def gone(office: Office, due: Due, *, now: datetime) -> None:
    """Note that the message to be edited was deleted, so that it is posted anew."""
    with office.store.write() as tx:
        if due.errand.kind in _EDITED and due.errand.request_id:
            thread = _thread_of(tx, due.errand)
            if thread is not None:
                tx.upkeep.behead(thread)
            tx.outbox.put_off(due, until=now, error="message_not_found", uncertain=False)
        elif due.errand.kind is OutboxKind.RELAY and due.errand.ref:
            tx.messages.forget_copy(due.errand.ref, int(due.errand.facts["to"] or 0))
            tx.outbox.put_off(due, until=now, error="message_not_found", uncertain=False)
        elif due.errand.kind is OutboxKind.OUTAGE and due.errand.ref:
            tx.outages.stands(due.errand.ref, channel=None, ts=None)
            tx.outbox.put_off(due, until=now, error="message_not_found", uncertain=False)
        else:
            tx.outbox.failed(due, error="message_not_found")


def _thread_of(tx: Transaction, errand: Errand) -> Conversation | None:
    if errand.kind is OutboxKind.OWNER_CARD:
        return tx.conversations.by_id(errand.ref or 0)
    return tx.conversations.of(errand.request_id or 0, _SIDES[errand.kind])


def refused(office: Office, due: Due, *, error: str, now: datetime) -> None:
    """Give a message up that Slack will never take."""
    with office.store.write() as tx:
        _fail(tx, due, error=error, now=now)


def _fail(tx: Transaction, due: Due, *, error: str, now: datetime) -> None:
    tx.outbox.failed(due, error=error)
    thread = _thread_of(tx, due.errand) if due.errand.kind in _EDITED else None
    if thread is not None:
        # What Slack does not take today it may take later, as the request then is.
        tx.upkeep.look(thread.id, at=now + EVERY)


def is_hopeless(due: Due, *, now: datetime, took_at: datetime | None) -> bool:
    """Say whether Slack stumbles over this very message; `took_at` is when it last took another.

    While Slack is away as a whole nothing is given up, however long that lasts.
    """
    slack_is_there = took_at is not None and now - took_at <= 2 * LONGEST_WAIT
    is_old = now - due.created_at >= HOPELESS and due.attempts >= MOST_TRIES
    return slack_is_there and is_old


def give_up(office: Office, due: Due, *, error: str, now: datetime) -> None:
    """Let the others of a lane pass a message that Slack cannot take, and tell who leads."""
    with office.store.write() as tx:
        _fail(tx, due, error=error, now=now)
        if due.errand.kind in _UNHEARD:
            return
        facts: dict[str, Fact] = {"notice": NoticeKind.GIVEN_UP, "error": error}
        if due.errand.request_id is not None:
            facts["number"] = tx.requests.by_id(due.errand.request_id).request.number
        _tell_leads(tx, office, due.errand.lane, facts, now=now)


def route_broken(office: Office, due: Due, *, error: str, now: datetime) -> bool:
    """Hold a lane that cannot be reached, and tell leads and admins once; return if it is news.

    Its messages stay, and go out by themselves when the lane works again.
    """
    lane = due.errand.lane
    with office.store.write() as tx:
        is_news = tx.outbox.break_lane(lane, error=error, now=now, until=now + LONGEST_WAIT)
        tx.outbox.wait(due, until=now, error=error)
        if is_news:
            facts: dict[str, Fact] = {"notice": NoticeKind.UNDELIVERED, "error": error}
            _tell_leads(tx, office, lane, facts, now=now)
    return is_news


def _tell_leads(
    tx: Transaction, office: Office, lane: str, about: Mapping[str, Fact], *, now: datetime
) -> None:
    leads = {lead for desk in office.desks.values() for lead in desk.leads}
    facts = {**about, "channel": address(lane)}
    for person in sorted(leads | office.admins):
        if direct_lane(person) != lane:
            errand = Errand(kind=OutboxKind.NOTICE, lane=direct_lane(person), facts=facts)
            tx.outbox.add(errand, now=now)
