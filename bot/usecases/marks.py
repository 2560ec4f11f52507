"""What a reaction does, and what taking it back undoes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.domain.events import Actor, ActorKind, Event, EventKind
from bot.domain.messages import NoticeKind
from bot.domain.request import State
from bot.usecases import moves, telling
from bot.usecases.access import Case, access_to_work, case_of
from storage.conversations import Side
from storage.lanes import reading_lane
from storage.outbox import Errand, OutboxKind

if TYPE_CHECKING:
    from bot.usecases.office import Act, Office
    from storage.store import Transaction

#: So long can a request be taken back by taking back the reaction that filed it.
SECOND_THOUGHTS: Final = timedelta(minutes=1)
CHANNEL: Final = "reaction"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A message in Slack."""

    channel: str
    ts: str


def number_of_card(office: Office, spot: Spot) -> int | None:
    """Find the number of the request whose card this message is."""
    with office.store.read() as tx:
        thread = tx.conversations.at(spot.channel, spot.ts)
        if thread is None or thread.side is Side.REQUESTER or thread.message_ts != spot.ts:
            return None
        return tx.requests.by_id(thread.request_id).request.number


def ask_for(office: Office, act: Act, spot: Spot, *, emoji: str) -> None:
    """Have the marked message read, since Slack tells of a reaction without its words."""
    with office.store.write() as tx:
        if not tx.deliveries.take(act.key, now=act.now):
            return
        errand = Errand(
            kind=OutboxKind.LOOKUP,
            lane=reading_lane(spot.channel),
            facts={
                "channel": spot.channel,
                "ts": spot.ts,
                "emoji": emoji,
                "by": act.slack_id,
                "at": act.now.isoformat(),
            },
            # Another person may do what this one must not.
            coalesce=f"lookup:{spot.channel}:{spot.ts}:{act.slack_id}",
        )
        tx.outbox.add(errand, now=act.now)


def may_resolve(office: Office, act: Act, *, number: int) -> bool:
    """Say whether to offer the form, once; raises `OnlyTechnicians`, `NotYourRequest`."""
    with office.store.write() as tx:
        access_to_work(tx, office, act, number)
        return tx.deliveries.take(act.key, now=act.now)


def take_claim_back(office: Office, act: Act, *, number: int) -> bool:
    """Release a request if the caller has it; return whether anything happened."""
    with office.store.write() as tx:
        stored = tx.requests.by_number(number, to_change=True)
        case = case_of(tx, office, act, stored)
        if case is None or not tx.deliveries.take(act.key, now=act.now):
            return False
        has_it = case.request.owner_id == case.caller.person.id
        if not (has_it and case.caller.works_here and case.request.state is State.CLAIMED):
            return False
        step = moves.event(case, EventKind.RELEASED, act.now)
        moves.record(tx, stored, case.desk, [step])
        return True


def take_filing_back(office: Office, act: Act, spot: Spot) -> bool:
    """Cancel what the caller has just filed by a reaction, unless somebody has touched it."""
    with office.store.write() as tx:
        request_id = tx.sources.at(spot.channel, spot.ts)
        if request_id is None or not tx.deliveries.take(act.key, now=act.now):
            return False
        case = case_of(tx, office, act, tx.requests.by_id(request_id, to_change=True))
        if case is None or not _is_fresh(tx, case, act):
            return False
        actor = Actor(person_id=case.caller.person.id, kind=ActorKind.REQUESTER)
        step = Event(kind=EventKind.CANCELLED, at=act.now, actor=actor)
        after = moves.record(tx, case.stored, case.desk, [step])
        telling.notify_team(tx, case, after, NoticeKind.WAS_CANCELLED, now=act.now)
        return True


def _is_fresh(tx: Transaction, case: Case, act: Act) -> bool:
    request = case.request
    if request.channel != CHANNEL or not request.is_open:
        return False
    created, *since = tx.events.of(request.id)
    # What the desk does by itself is nobody's work yet.
    is_untouched = all(step.actor.kind is ActorKind.SYSTEM for step in since)
    is_filer = created.actor.person_id == case.caller.person.id
    return is_untouched and is_filer and act.now - request.created_at <= SECOND_THOUGHTS
