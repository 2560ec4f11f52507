"""How a request goes to another desk of the same workspace."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.events import EventKind
from bot.domain.life import fold, require_legal
from bot.domain.messages import NoticeKind
from bot.domain.outages import CHANNEL
from bot.domain.refusals import Refused
from bot.domain.request import State
from bot.usecases import moves, private, telling
from bot.usecases.access import NoDesk, access_to_work
from bot.usecases.outages.arriving import arrived
from bot.usecases.outages.candidates import no_candidate
from bot.usecases.placing import assigning
from bot.usecases.placing.routing import routed_again
from bot.usecases.sending import relaying
from storage.conversations import Side
from storage.outbox import Errand, OutboxKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.domain.desk import Desk
    from bot.domain.events import Event, Fact
    from bot.domain.request import Request
    from bot.usecases.access import Case
    from bot.usecases.office import Act, Office
    from storage.conversations import Conversation
    from storage.requests import Stored
    from storage.store import Transaction


class AlreadyThere(Refused):
    """#{number} is at {desk} already."""


class NowhereToMove(Refused):
    """There is no other desk here to which #{number} could go."""


class OthersGoWithIt(Refused):
    """Others are part of #{number}: {parts}. Take them out first, since each desk has its own."""


class OutagesStay(Refused):
    """#{number} is an outage. It stays with the desk that has told people about it."""


def desks_to_choose(office: Office, desk: Desk, *, number: int) -> list[Desk]:
    """List where a request of `desk` can go; raises `NowhereToMove`."""
    others = [one for one in office.desks.values() if one.key != desk.key]
    if not others:
        raise NowhereToMove(number=number)
    return others


def move(office: Office, act: Act, *, number: int, to: str, reason: str = "") -> Request | None:
    """Give a request to another desk, by its key or name; None if seen before.

    What was decided about its promises stays so; what is open counts anew from filing, by the
    hours and targets of the other desk. Raises `AlreadyThere`, `NowhereToMove`, `NoDesk`,
    `OthersGoWithIt`, `OutagesStay`, `IllegalMove`, `OnlyTechnicians`.
    """
    with office.store.write() as tx:
        # First of all, since whoever has moved it may have no right to it any more.
        if not tx.deliveries.take(act.key, now=act.now):
            return None
        case = access_to_work(tx, office, act, number)
        target = _target(office, case, to)
        _require_movable(tx, case)
        after = _carry(tx, office, case, target, now=act.now, reason=reason.strip())
        _tell(tx, case, after, target, now=act.now)
        return after.request


def _target(office: Office, case: Case, to: str) -> Desk:
    number, wanted = case.request.number, to.strip().casefold()
    for desk in office.desks.values():
        if wanted not in {desk.key.casefold(), desk.name.casefold()}:
            continue
        if desk.key == case.desk.key:
            raise AlreadyThere(number=number, desk=desk.name)
        return desk
    desks_to_choose(office, case.desk, number=number)
    raise NoDesk(desk=to.strip()[:40], desks=", ".join(office.desks))


def _require_movable(tx: Transaction, case: Case) -> None:
    request = case.request
    if request.state is not State.ON_HOLD:
        require_legal(request, EventKind.MOVED_OUT)
    if request.channel == CHANNEL:
        raise OutagesStay(number=request.number)
    parts = tx.links.parts_of(request.number)
    if parts:
        numbers = ", ".join(f"#{part.number}" for part in parts)
        raise OthersGoWithIt(number=request.number, parts=numbers)


def _carry(
    tx: Transaction, office: Office, case: Case, target: Desk, *, now: datetime, reason: str
) -> Stored:
    """Write everything down: out of one desk, into the other, and what that makes of it."""
    tx.backlog.settle(case.request.id)
    steps = _crossing(case, target, now)
    log = tx.events.of(case.request.id)
    there = fold(case.request, steps)
    steps += routed_again(office, target, replace(case.stored, request=there), log, now=now)
    choice = assigning.place(tx, target, fold(case.request, steps), now=now)
    steps += assigning.steps(choice, now)
    after = moves.write(tx, case.stored, target, steps, note=reason)
    assigning.keep(tx, target, after, choice, now=now)
    if case.desk.gives_work and case.request.owner_id is not None:
        tx.backlog.look_if_any(now, case.desk.key)
    return after


def _crossing(case: Case, target: Desk, now: datetime) -> list[Event]:
    request = case.request
    facts: dict[str, Fact] = {
        "from": case.desk.key,
        "to": target.key,
        "category": request.category if request.category in target.categories else None,
    }
    kinds = (EventKind.MOVED_OUT, EventKind.MOVED_IN)
    return [*moves.waking(case, now), *(moves.event(case, kind, now, facts) for kind in kinds)]


def _tell(tx: Transaction, case: Case, after: Stored, target: Desk, *, now: datetime) -> None:
    request = after.request
    tx.reminders.drop_calls(request.id)
    no_candidate(tx, request.id, now=now)
    if request.private and case.request.owner_id is not None:
        private.hand_over(tx, request, now=now)
    new = _change_cards(tx, case, target, now=now)
    telling.redraw(tx, request, target, now=now)
    if new is not None and not request.private:
        # Behind the card, which they stand below.
        tx.outbox.add(*relaying.retelling(tx, new, target.team_channel), now=now)
    by = case.caller.person.id
    origin = {"from": case.desk.name}
    telling.notify_team_of(tx, target, request, NoticeKind.MOVED_HERE, now=now, by=by, facts=origin)
    if not case.is_requester:
        telling.notify_requester(tx, request, NoticeKind.MOVED, caller=case.caller, now=now)
    if request.owner_id is not None:
        telling.notify_team_of(tx, target, request, NoticeKind.GIVEN, now=now)
    arrived(tx, target, after, now=now)
    telling.refresh_home(tx, by, now=now)


def _change_cards(
    tx: Transaction, case: Case, target: Desk, *, now: datetime
) -> Conversation | None:
    """Let the card of before say where the request went, and begin one at the other desk."""
    request_id = case.request.id
    old = tx.conversations.of(request_id, Side.CARD)
    # Requests of a replayed history have no threads, and get none by being touched.
    if old is None:
        return None
    tx.conversations.end(old.id)
    tx.outbox.add(*_farewell(case, old), now=now)
    return tx.conversations.open(request_id, Side.CARD, channel=target.team_channel)


def _farewell(case: Case, old: Conversation) -> Sequence[Errand]:
    lane, request_id = case.desk.team_channel, case.request.id
    facts: dict[str, Fact] = {"notice": NoticeKind.NO_LONGER_YOURS, "thread": old.id}
    return (
        telling.leaving(old, lane),
        Errand(kind=OutboxKind.NOTICE, lane=lane, request_id=request_id, facts=facts),
    )
