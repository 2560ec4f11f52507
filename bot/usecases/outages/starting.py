"""How an outage begins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.events import EventKind
from bot.domain.outages import CHANNEL, LATEST_NEWS, NEXT_NEWS, Outage, Verdict
from bot.domain.refusals import Refused
from bot.domain.request import Priority
from bot.domain.systems import Scope
from bot.usecases import moves
from bot.usecases.access import Case, access_to_desk
from bot.usecases.filing.intake import Filing
from bot.usecases.filing.opening import add
from bot.usecases.outages import bulletins, candidates
from bot.usecases.outages.proposing import asking
from storage.conversations import Side

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.desk import Desk
    from bot.domain.events import Event, Fact
    from bot.domain.systems import System
    from bot.usecases.office import Act, Office
    from storage.store import Transaction


class NoSuchSystem(Refused):
    """No system is called "{name}"{guess}. The systems here are: {names}."""


class NoSystems(Refused):
    """The settings name no systems yet, so nothing can be out. An admin can list them."""


class NothingKnown(Refused):
    """Please say in a few words what is known, for example: outage {system} Nobody can log in."""


class AlreadyOut(Refused):
    """{system} is out already, see #{number}. To tell more, type /desk outage {number} update."""


class TimeHasPassed(Refused):
    """That time has passed. Please give one that is still to come, such as 15:30 or 45m."""


class NewsTooFarAhead(Refused):
    """People wait for that. Please promise more news within {days} days, such as 15:30 or 45m."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """What somebody tells of an outage: what is known, and what it means for people.

    `proposal` is the question that this answers, if there was one.
    """

    system: str
    known: str
    meaning: str = ""
    news_by: datetime | None = None
    proposal: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An outage that has just been opened, and for whom nobody could be told."""

    number: int
    system: str
    departments: int
    untold: tuple[str, ...]


def system_called(office: Office, name: str) -> System:
    """Find a system by what somebody calls it; raises `NoSuchSystem`, `NoSystems`."""
    if not office.systems.listed:
        raise NoSystems
    system = office.systems.named(name)
    if system is None:
        like = office.systems.like(name)
        guess = f", perhaps you mean {like}" if like else ""
        names = ", ".join(office.systems.names)
        raise NoSuchSystem(name=name[:40], guess=guess, names=names)
    return system


def start(office: Office, act: Act, desk: Desk, trouble: Trouble) -> Opened | None:
    """Open an outage as the caller's request, and tell whom it concerns; None if seen before.

    Raises `NoSuchSystem`, `NothingKnown`, `AlreadyOut`, `TimeHasPassed`, `NewsTooFarAhead`,
    `OnlyTechnicians`.
    """
    system = system_called(office, trouble.system)
    if not trouble.known.strip():
        raise NothingKnown(system=system.name)
    news_by = trouble.news_by or act.now + NEXT_NEWS
    require_soon(news_by, act.now)
    with office.store.write() as tx:
        case = _filed(tx, office, act, desk, system=system, trouble=trouble)
        if case is None:
            return None
        outage = _begun(tx, case, system, news_by, now=act.now)
        departments = bulletins.departments_of(office, outage)
        steps = _first_steps(case, news_by, departments=len(departments), now=act.now)
        moves.record(tx, case.stored, desk, steps)
        bulletins.begin(tx, office, outage, now=act.now)
        numbers = _answered(tx, case, outage, trouble.proposal)
        candidates.look_back(tx, outage, desk, numbers=numbers, now=act.now)
        return Opened(
            number=outage.number,
            system=system.name,
            departments=len(departments),
            untold=bulletins.untold(departments),
        )


def _first_steps(case: Case, news_by: datetime, *, departments: int, now: datetime) -> list[Event]:
    facts: dict[str, Fact] = {"departments": departments, "news_by": news_by.isoformat()}
    # Whoever reads the bulletin has heard from the desk.
    return [
        moves.event(case, EventKind.CLAIMED, now),
        moves.event(case, EventKind.HUMAN_REPLY, now),
        moves.event(case, EventKind.OUTAGE_STARTED, now, facts),
    ]


def require_soon(news_by: datetime, now: datetime) -> None:
    """Refuse to promise news for what is past or far ahead.

    Raises `TimeHasPassed`, `NewsTooFarAhead`.
    """
    if news_by <= now:
        raise TimeHasPassed
    if news_by - now > LATEST_NEWS:
        raise NewsTooFarAhead(days=LATEST_NEWS.days)


def _filed(
    tx: Transaction, office: Office, act: Act, desk: Desk, *, system: System, trouble: Trouble
) -> Case | None:
    caller = access_to_desk(tx, office, act, desk)
    if not tx.deliveries.take(act.key, now=act.now):
        return None
    for known in tx.outages.ongoing(system.name):
        raise AlreadyOut(system=system.name, number=known.number)
    filing = Filing(
        channel=CHANNEL,
        text=trouble.known,
        details=trouble.meaning,
        system=system.name,
        system_guessed=False,
        priority=Priority.P1 if system.scope is Scope.ENTERPRISE else Priority.P2,
    )
    # Nobody alone needs it: whoever does is told as a department, or has a request of his own.
    stored = add(tx, office, act, filing, desk=desk, filer=caller.person, requester=None)
    tx.conversations.open(stored.request.id, Side.CARD, channel=desk.team_channel)
    return Case(stored=stored, desk=desk, caller=caller)


def _begun(
    tx: Transaction, case: Case, system: System, news_by: datetime, *, now: datetime
) -> Outage:
    request = case.request
    outage = Outage(
        request_id=request.id,
        number=request.number,
        desk_key=request.desk_key,
        system=system.name,
        started=now,
        news_by=news_by,
    )
    if not tx.outages.begin(outage, remind_at=case.desk.calendar.next_opening(news_by)):
        # Somebody opened one at the very same moment.
        (known,) = tx.outages.ongoing(system.name)
        raise AlreadyOut(system=system.name, number=known.number)
    return outage


def _answered(
    tx: Transaction, case: Case, outage: Outage, proposal_id: int | None
) -> tuple[int, ...]:
    """Say yes to the question that led here; give the numbers that it was about."""
    if proposal_id is None:
        return ()
    proposal, _ = tx.proposals.get(proposal_id, to_change=True)
    if proposal.desk_key != case.desk.key:
        return ()
    tx.proposals.decide(proposal_id, Verdict.YES, by=case.caller.person.id, outage=outage.number)
    tx.outbox.add(asking(proposal_id, case.desk), now=outage.started)
    return proposal.numbers
