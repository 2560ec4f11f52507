"""How one request becomes part of another, and how it is taken out again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.events import Actor, ActorKind, Event, EventKind
from bot.domain.life import require_legal
from bot.domain.messages import NoticeKind
from bot.domain.outages import CHANNEL as OUTAGE
from bot.domain.refusals import Refused
from bot.domain.request import State
from bot.usecases import moves, telling
from bot.usecases.access import access_to_work

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.events import Fact
    from bot.domain.request import Request
    from bot.usecases.access import Case
    from bot.usecases.office import Act, Office
    from storage.store import Transaction


class IntoItself(Refused):
    """#{number} cannot become part of itself. Please name another request."""


class AcrossDesks(Refused):
    """#{number} and #{into} are at different desks; only requests of one desk are merged."""


class PartAlready(Refused):
    """#{number} is part of #{whole} already."""


class IntoItsPart(Refused):
    """#{into} is part of #{number}, so #{number} cannot become part of it."""


class IntoAPart(Refused):
    """#{into} is itself part of #{whole}. Please merge into #{whole}."""


class IntoTheFinished(Refused):
    """#{into} is {state}, so nothing can become part of it any more."""


class PrivateStaysAlone(Refused):
    """A private request stays alone, so that nobody else learns of it."""


class OutageStaysWhole(Refused):
    """#{number} is an outage, and #{into} is none. If it is over: /desk outage {number} over."""


class NotMerged(Refused):
    """#{number} is not part of another request."""


def merge(office: Office, act: Act, *, number: int, into: int) -> Request | None:
    """Make a request part of another one of its desk; None if seen before.

    Raises `IntoItself`, `AcrossDesks`, `PartAlready`, `IntoItsPart`, `IntoAPart`,
    `IntoTheFinished`, `PrivateStaysAlone`, `OutageStaysWhole`, `IllegalMove`,
    `OnlyTechnicians`.
    """
    if number == into:
        raise IntoItself(number=number)
    with office.store.write() as tx:
        # In one order, so that two who merge at the same moment do not wait for each other.
        cases = {n: access_to_work(tx, office, act, n) for n in sorted((number, into))}
        if not tx.deliveries.take(act.key, now=act.now):
            return None
        return join(tx, cases[number], cases[into], now=act.now)


def join(tx: Transaction, part: Case, whole: Case, *, now: datetime) -> Request:
    """Make one request part of another, and tell both sides; raises as `merge`."""
    _require_mergeable(tx, part.request, whole.request)
    step = moves.event(part, EventKind.MERGED, now, {"into": whole.request.number})
    after = moves.record(tx, part.stored, part.desk, [*moves.waking(part, now), step])
    telling.notify_requester(tx, after, NoticeKind.MERGED, caller=part.caller, now=now)
    _tell_whole(tx, part, whole.request, NoticeKind.JOINED, now=now)
    return after


def unmerge(office: Office, act: Act, *, number: int) -> Request | None:
    """Take a request out of the one that it is part of; None if seen before.

    Raises `NotMerged`, `OnlyTechnicians`.
    """
    with office.store.write() as tx:
        case = access_to_work(tx, office, act, number)
        if not tx.deliveries.take(act.key, now=act.now):
            return None
        if case.request.state is not State.MERGED:
            raise NotMerged(number=number)
        step = taken_out(case, moves.actor_of(case), act.now)
        after = moves.record(tx, case.stored, case.desk, [step])
        telling.notify_requester(tx, after, NoticeKind.UNMERGED, caller=case.caller, now=act.now)
        tell_left(tx, case, now=act.now)
        return after


def taken_out(case: Case, actor: Actor, now: datetime) -> Event:
    """Build the event with which a part stands alone again."""
    rested = moves.rested(case.request, case.desk, now)
    facts: dict[str, Fact] = {"from": case.request.merged_into, "minutes": rested}
    return Event(kind=EventKind.UNMERGED, at=now, actor=actor, facts=facts)


def leaving(case: Case, now: datetime) -> list[Event]:
    """Take a part out first, as its requester's own way out of it requires."""
    if case.request.state is not State.MERGED or not case.is_requester:
        return []
    actor = Actor(person_id=case.caller.person.id, kind=ActorKind.REQUESTER)
    return [taken_out(case, actor, now)]


def tell_left(tx: Transaction, case: Case, *, now: datetime) -> None:
    """Tell the technicians of the whole that the part in `case`, as it was, is gone."""
    whole = tx.links.whole_of(case.request)
    _tell_whole(tx, case, whole, NoticeKind.LEFT, now=now)


def _tell_whole(
    tx: Transaction, part: Case, whole: Request, kind: NoticeKind, *, now: datetime
) -> None:
    telling.redraw_card(tx, whole, part.desk, now=now)
    facts = {"part": part.request.number, "seq": -1}
    telling.notify_team(tx, part, whole, kind, now=now, facts=facts)


def _require_mergeable(tx: Transaction, part: Request, whole: Request) -> None:
    if part.desk_key != whole.desk_key:
        raise AcrossDesks(number=part.number, into=whole.number)
    if part.state is State.MERGED:
        raise PartAlready(number=part.number, whole=part.merged_into)
    if whole.state is State.MERGED:
        _refuse_part(tx, part, whole)
    if part.private or whole.private:
        raise PrivateStaysAlone
    if part.channel == OUTAGE and whole.channel != OUTAGE:
        # Whoever reads about the outage would hear no more of it.
        raise OutageStaysWhole(number=part.number, into=whole.number)
    if not whole.is_open and whole.state is not State.RESOLVED:
        raise IntoTheFinished(into=whole.number, state=whole.state.value)
    if part.state is not State.ON_HOLD:
        require_legal(part, EventKind.MERGED)


def _refuse_part(tx: Transaction, part: Request, into: Request) -> None:
    whole = tx.links.whole_of(into)
    if whole.number == part.number:
        raise IntoItsPart(number=part.number, into=into.number)
    raise IntoAPart(into=into.number, whole=whole.number)
