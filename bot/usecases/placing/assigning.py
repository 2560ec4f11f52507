"""Giving requests to technicians who have not claimed them: at once, or when somebody can."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.domain.events import BY_ITSELF, Event, EventKind
from bot.domain.messages import NoticeKind
from bot.domain.routing.choosing import Choice, Kind, Wanted, Why, choose
from bot.usecases import moves
from bot.usecases.placing import backlog
from bot.usecases.placing.crew import choice_of_kind, crew_of
from bot.usecases.placing.stuck import tell_leads
from bot.usecases.rounds import ROUND, one_by_one
from bot.usecases.telling import notify

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.domain.desk import Desk
    from bot.domain.events import Fact
    from bot.domain.request import Request
    from bot.domain.routing.choosing import Candidate
    from bot.usecases.office import Office
    from storage.backlog import Waiting
    from storage.requests import Stored
    from storage.store import Transaction

#: What waits is looked at again after so long even if nothing is known to have changed.
PATIENCE: Final = timedelta(minutes=10)
#: As many of those who were passed over as an event names.
MOST_PASSED: Final = 8


def place(tx: Transaction, desk: Desk, request: Request, *, now: datetime) -> Choice | None:
    """Choose who gets a request that is being filed; None if it is left to people to claim.

    From here to the commit nobody else gives away requests of the desk.
    """
    if not backlog.is_free(desk, request):
        return None
    turn = tx.crew.hold(desk.key)
    if _is_behind(tx, desk, request, now=now):
        return Choice(person_id=None, because=Why.BEHIND)
    return _chosen(tx, desk, request, turn=turn, now=now)


def steps(choice: Choice | None, now: datetime) -> list[Event]:
    """Give the events that follow from a choice."""
    return [_assigned(choice, now)] if choice and choice.person_id is not None else []


def keep(
    tx: Transaction, desk: Desk, stored: Stored, choice: Choice | None, *, now: datetime
) -> None:
    """Have a request that has been filed wait if it is to be given away and nobody got it."""
    if choice is not None and choice.person_id is None:
        backlog.wait(tx, desk, stored.request, stored.promised, now=now)


def tell_owner(tx: Transaction, desk: Desk, request: Request, *, now: datetime) -> None:
    """Call whoever was given a request that he has not claimed, in the card's thread."""
    # Whoever logged it while he helped has answered already.
    if request.owner_id is not None and desk.gives(request) and not request.is_answered:
        notify(tx, desk.team_channel, request, NoticeKind.GIVEN, by=None, now=now)


def drain_due(office: Office, now: datetime) -> int:
    """Give away what waits wherever somebody may have room; return how many were given."""
    with office.store.read() as tx:
        due = tx.backlog.due(now)
    given: list[int] = []
    one_by_one(range(len(due)), lambda place: given.append(_drain(office, due[place], now)))
    return sum(given)


def _drain(office: Office, desk_key: str, now: datetime) -> int:
    desk = office.desks.get(desk_key)
    if desk is None or not desk.gives_work:
        with office.store.write() as tx:
            tx.backlog.look(desk_key, None)
        return 0
    # What is left over is due still, and taken up by the next look.
    return next((given for given in range(ROUND) if not _give_next(office, desk, now)), ROUND)


def _give_next(office: Office, desk: Desk, now: datetime) -> bool:
    """Give away what is due first of all that somebody can take; False once nothing is left.

    The request is held before the desk, as every move of a request does.
    """
    with office.store.write() as tx:
        found = _first_possible(tx, desk, now)
        if found is None:
            return not _rest(tx, desk, now)
        stored = tx.requests.by_id(found.request_id, to_change=True)
        if not backlog.is_free(desk, stored.request):
            tx.backlog.settle(found.request_id)
            return True
        turn = tx.crew.hold(desk.key)
        choice = _chosen(tx, desk, stored.request, turn=turn, now=now)
        if choice.person_id is not None:
            after = moves.record(tx, stored, desk, steps(choice, now))
            tell_owner(tx, desk, after, now=now)
        return True


def _chosen(tx: Transaction, desk: Desk, request: Request, *, turn: int, now: datetime) -> Choice:
    choice = choose(_wanted(tx, desk, request, now=now), crew_of(tx, desk, now))
    if choice.person_id is not None:
        tx.crew.given(desk.key, choice.person_id, turn=turn + 1)
    return choice


def _first_possible(tx: Transaction, desk: Desk, now: datetime) -> Waiting | None:
    heads = tx.backlog.heads(desk.key)
    crew = crew_of(tx, desk, now) if heads else []
    possible = (
        head for head in heads if choice_of_kind(Kind.read(head.kind), crew).person_id is not None
    )
    return next(possible, None)


def _rest(tx: Transaction, desk: Desk, now: datetime) -> bool:
    """Say when to look again, if there is nothing to give away meanwhile."""
    tx.crew.hold(desk.key)
    if _first_possible(tx, desk, now) is not None:
        return False
    heads = tx.backlog.heads(desk.key)
    if not heads:
        tx.backlog.look(desk.key, None)
        return True
    crew = crew_of(tx, desk, now)
    tx.backlog.look(desk.key, _next_look(tx, desk, crew, now))
    for head in heads:
        choice = choice_of_kind(Kind.read(head.kind), crew)
        if choice.needs_a_lead:
            tell_leads(tx, desk, head, choice.because, now=now)
    return True


def _next_look(tx: Transaction, desk: Desk, crew: Sequence[Candidate], now: datetime) -> datetime:
    """Give the next instant at which somebody is back or begins, and that before long."""
    changes = (
        desk.staffing.next_start(desk.calendar, now),
        tx.absences.next_end([one.person_id for one in crew], now),
    )
    return min([now + PATIENCE, *(at for at in changes if at is not None)])


def _is_behind(tx: Transaction, desk: Desk, request: Request, *, now: datetime) -> bool:
    """Say whether older requests come first: of the same kind, or while any are being given."""
    look_at = tx.backlog.look_at(desk.key)
    is_draining = look_at is not None and look_at <= now
    kind = backlog.kind_of(tx, desk, request)
    return is_draining or tx.backlog.waits(desk.key, str(kind))


def _wanted(tx: Transaction, desk: Desk, request: Request, *, now: datetime) -> Wanted:
    waits = tx.backlog.of(request.id) if request.id else None
    return Wanted(
        strategy=desk.strategy_for(request),
        skills=request.skills,
        tier=request.tier,
        sticky=_solver(tx, desk, request, now),
        requester_id=request.requester_id,
        returned_by=waits.returned_by if waits else None,
    )


def _solver(tx: Transaction, desk: Desk, request: Request, now: datetime) -> int | None:
    """Name who solved the requester's last one lately, where the desk cares."""
    days = desk.staffing.sticky_days
    if not days:
        return None
    since = now - timedelta(days=days)
    return tx.crew.last_solver(request.requester_id, desk.key, since=since)


def _assigned(choice: Choice, now: datetime) -> Event:
    passed = choice.passed[:MOST_PASSED]
    facts: dict[str, Fact] = {
        "from": None,
        "to": choice.person_id,
        "first": True,
        "auto": True,
        "because": choice.because,
        "of": choice.of,
        "passed": " ".join(f"{one.person_id}:{one.why}" for one in passed),
    }
    return Event(kind=EventKind.ASSIGNED, at=now, actor=BY_ITSELF, facts=facts)
