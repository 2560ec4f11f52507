"""When somebody leaves the company: what he had in hand, and what he needed, goes on."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.desk import WhenRequesterLeaves
from bot.domain.events import BY_ITSELF, NO_FACTS, Event, EventKind
from bot.domain.messages import NoticeKind
from bot.domain.request import State
from bot.usecases import moves, telling
from bot.usecases.rounds import take_due
from storage.conversations import Side
from storage.lanes import direct_lane, is_direct
from storage.outbox import Errand, OutboxKind
from storage.surveys import Decision

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from bot.domain.desk import Desk
    from bot.domain.events import Fact
    from bot.domain.people import Person
    from bot.domain.request import Request
    from bot.usecases.office import Office
    from storage.requests import Stored
    from storage.store import Transaction

#: As many numbers as a notice lists; the rest is counted.
MOST_LISTED = 20
_WHY = "The requester has left the company."


def leavers_due(office: Office, now: datetime) -> int:
    """Settle what people who have left had to do and were waiting for; return how many left."""
    return take_due(
        office,
        "leavers",
        lambda tx, most: tx.leavers.due(now, limit=most),
        lambda one: _settle(office, one, now),
        now=now,
    )


def _settle(office: Office, person_id: int, now: datetime) -> None:
    """Take one request after the other, so that a death in between leaves the rest due."""
    for request_id in _begin(office, person_id, now):
        _go_on(office, person_id, request_id, now)
    with office.store.write() as tx:
        tx.leavers.settled(person_id)


def _begin(office: Office, person_id: int, now: datetime) -> Sequence[int]:
    """End what is nobody else's concern, tell the leads once, and list the requests."""
    with office.store.write() as tx:
        since, person = tx.leavers.since(person_id), tx.people.get(person_id)
        if since is None or person is None or not person.deactivated:
            return ()
        owned, filed = tx.duties.owned(person_id), tx.duties.filed(person_id)
        if tx.jobs.take(f"leaver:{person_id}", since.isoformat(), now=now):
            tx.leavers.drop_memberships(person_id)
            tx.outbox.drop(direct_lane(person.slack_id or ""), error="left")
            for survey_id in tx.duties.asked(person_id):
                tx.surveys.move(survey_id, Decision.WITHDRAWN)
            _tell_leads(tx, office, person, owned, now=now)
        return sorted({stored.request.id for stored in (*owned, *filed)})


def _tell_leads(
    tx: Transaction, office: Office, person: Person, owned: Sequence[Stored], *, now: datetime
) -> None:
    numbers: dict[str, list[int]] = defaultdict(list)
    for stored in owned:
        numbers[stored.request.desk_key].append(stored.request.number)
    for key, of_desk in numbers.items():
        desk = office.desks.get(key)
        if desk is None:
            continue
        listed = ", ".join(f"#{number}" for number in of_desk[:MOST_LISTED])
        listed += ", …" if len(of_desk) > MOST_LISTED else ""
        facts: dict[str, Fact] = {
            "notice": NoticeKind.TECHNICIAN_LEFT,
            "numbers": listed,
            "count": len(of_desk),
        }
        leads = desk.leads - {person.slack_id}
        for lane in [direct_lane(lead) for lead in sorted(leads)] or [desk.team_channel]:
            # Without a lead the team is told, and no name.
            named = {"by": person.id} if is_direct(lane) else {}
            tx.outbox.add(
                Errand(kind=OutboxKind.NOTICE, lane=lane, facts={**facts, **named}), now=now
            )


def _go_on(office: Office, person_id: int, request_id: int, now: datetime) -> None:
    with office.store.write() as tx:
        stored = tx.requests.by_id(request_id, to_change=True)
        desk = office.desks.get(stored.request.desk_key)
        if desk is None or not stored.request.is_open:
            return
        if stored.request.owner_id == person_id:
            stored = replace(stored, request=free(tx, stored, desk, now))
        if stored.request.requester_id == person_id:
            _without_requester(tx, office, stored, desk, now=now)


def free(tx: Transaction, stored: Stored, desk: Desk, now: datetime) -> Request:
    """Put a request back into the queue; a hold ends, since nobody remembers it."""
    steps = [*_waking(stored.request, desk, now), _event(EventKind.RELEASED, now)]
    return moves.record(tx, stored, desk, steps)


def _without_requester(
    tx: Transaction, office: Office, stored: Stored, desk: Desk, *, now: datetime
) -> None:
    """Hand a request to whoever leads the department, or cancel it."""
    heir = _heir(tx, office, stored.request, desk)
    if heir is None:
        steps = [
            *_waking(stored.request, desk, now),
            _event(EventKind.CANCELLED, now),
        ]
        after = moves.record(tx, stored, desk, steps, note=_WHY)
    else:
        after = _hand_over(tx, stored, desk, heir, now=now)
    telling.notify(tx, desk.team_channel, after, NoticeKind.REQUESTER_LEFT, by=None, now=now)


def _heir(tx: Transaction, office: Office, request: Request, desk: Desk) -> Person | None:
    """Find who takes a request over; what is private is for nobody else's eyes."""
    department = office.departments.named(request.department)
    is_handed = desk.when_requester_leaves is WhenRequesterLeaves.LEADER and not request.private
    if not is_handed or department is None or department.leader is None:
        return None
    leader = tx.people.ensure(department.leader)
    return leader if leader.is_colleague and leader.id != request.requester_id else None


def _hand_over(
    tx: Transaction, stored: Stored, desk: Desk, heir: Person, *, now: datetime
) -> Request:
    request = stored.request
    conversation = tx.conversations.of(request.id, Side.REQUESTER)
    is_public = conversation is not None and not (conversation.channel or "D").startswith("D")
    if not is_public:
        # Nobody else can look into those direct messages: the receipt begins a new thread.
        tx.upkeep.start_over(request.id, Side.REQUESTER)
    facts: dict[str, Fact] = {"from": request.requester_id, "to": heir.id}
    step = _event(EventKind.REQUESTER_CHANGED, now, facts)
    after = moves.record(tx, stored, desk, [step])
    if is_public and conversation is not None and conversation.channel is not None:
        kind = NoticeKind.HANDED_TO_YOU
        telling.notify(tx, conversation.channel, after, kind, by=request.requester_id, now=now)
    return after


def _waking(request: Request, desk: Desk, now: datetime) -> list[Event]:
    is_held = request.state is State.ON_HOLD
    return [moves.hold_ended(request, desk, BY_ITSELF, now)] if is_held else []


def _event(kind: EventKind, now: datetime, facts: Mapping[str, Fact] = NO_FACTS) -> Event:
    return Event(kind=kind, at=now, actor=BY_ITSELF, facts=facts)
