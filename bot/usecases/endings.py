"""How a request ends, and how it comes back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.events import Actor, ActorKind, Event, EventKind
from bot.domain.experiences import Poor
from bot.domain.messages import NoticeKind
from bot.domain.refusals import Refused
from bot.domain.request import HoldReason, State
from bot.usecases import escalations, experiences, followups, merging, moves, surveys, telling
from bot.usecases.access import access_case, access_to_work
from bot.usecases.looking import search
from bot.usecases.work import ReasonMissing, called

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.events import Fact
    from bot.domain.request import Complexity, Request
    from bot.usecases.access import Case
    from bot.usecases.office import Act, Office
    from storage.store import Transaction


class NoteMissing(Refused):
    """Please say in a sentence what solved #{number}; the requester will read it."""


class ClosedForGood(Refused):
    """#{number} is closed. Please file a new request and mention #{number}."""


class NotResolved(Refused):
    """#{number} has not been resolved, so there is nothing to reopen."""


class NoLongerOpen(Refused):
    """#{number} is no longer open. If you still need it, press Reopen or file it anew."""


class OnlyTheRequester(Refused):
    """Only the person who needs #{number} can say so. Technicians resolve it with a note."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """How a request was solved: `note` is what the requester reads, the rest documents it.

    `minutes` is the time that somebody says he worked on it, `complexity` what it took.
    """

    note: str
    steps: str = ""
    cause: str = ""
    follow_up: str = ""
    minutes: int | None = None
    complexity: Complexity | None = None

    @property
    def more(self) -> dict[str, str]:
        """What was written beside the note."""
        written = {"steps": self.steps, "cause": self.cause, "follow_up": self.follow_up}
        return {name: text.strip() for name, text in written.items() if text.strip()}


#: What the requester's own "It's solved" leaves behind.
NO_WORDS = Solution(note="")


def resolve(office: Office, act: Act, *, number: int, solution: Solution) -> Request | None:
    """Resolve a request and tell the requester how; None if seen before.

    Raises `NoteMissing`, `IllegalMove`, `OnlyTechnicians`.
    """
    if not solution.note.strip():
        raise NoteMissing(number=number)
    with office.store.write() as tx:
        case = access_to_work(tx, office, act, number)
        if not tx.deliveries.take(act.key, now=act.now):
            return None
        after = _resolve(tx, case, act.now, solution)
        if not case.is_requester:
            kind = NoticeKind.RESOLVED
            telling.notify_requester(tx, after, kind, caller=case.caller, now=act.now)
        return after


def say_solved(office: Office, act: Act, *, number: int) -> Request | None:
    """Let the requester say that it is solved: an open request is resolved, then closed.

    None if seen before. Raises `OnlyTheRequester`.
    """
    with office.store.write() as tx:
        case = access_case(tx, office, act, number)
        if not case.is_requester:
            raise OnlyTheRequester(number=number)
        if not tx.deliveries.take(act.key, now=act.now):
            return None
        if case.request.state is State.CLOSED:
            return case.request
        if case.request.is_open:
            after = _resolve(tx, case, act.now, NO_WORDS)
            telling.notify_team(tx, case, after, NoticeKind.WAS_SOLVED, now=act.now)
            return after
        step = moves.event(case, EventKind.CLOSED, act.now)
        return moves.record(tx, case.stored, case.desk, [step])


def say_still_needed(office: Office, act: Act, *, number: int) -> Request | None:
    """Let the requester say that it is still needed, so that it waits no longer.

    None if seen before. Raises `OnlyTheRequester`, `NoLongerOpen`.
    """
    with office.store.write() as tx:
        case = access_case(tx, office, act, number)
        if not case.is_requester:
            raise OnlyTheRequester(number=number)
        if not tx.deliveries.take(act.key, now=act.now):
            return None
        if not case.request.is_open:
            raise NoLongerOpen(number=number)
        spoke = _by_requester(case, EventKind.REQUESTER_MESSAGE, act.now)
        is_asked = case.request.hold_reason is HoldReason.REQUESTER
        steps = [spoke, *(moves.waking(case, act.now) if is_asked else ())]
        after = moves.record(tx, case.stored, case.desk, steps)
        telling.notify_team(tx, case, after, NoticeKind.STILL_NEEDED, now=act.now)
        return after


def reopen(office: Office, act: Act, *, number: int, reason: str) -> Request | None:
    """Reopen a resolved request; its survey is withdrawn. None if seen before.

    Raises `ClosedForGood`, `NotResolved`, `ReasonMissing` (technicians give one).
    """
    with office.store.write() as tx:
        case = access_case(tx, office, act, number)
        if not tx.deliveries.take(act.key, now=act.now):
            return None
        if case.request.state is State.CLOSED:
            raise ClosedForGood(number=number)
        if case.request.state is not State.RESOLVED:
            raise NotResolved(number=number)
        if not reason.strip() and not case.is_requester:
            raise ReasonMissing(usage=f"reopen {number} REASON")
        resolution = case.request.resolutions
        rested = moves.rested(case.request, case.desk, act.now)
        step = _by_requester(
            case, EventKind.REOPENED, act.now, resolution=resolution, minutes=rested
        )
        rule = escalations.by_reopening(case.request, act.now)
        steps = [step, *moves.without_leaver(tx, case.request, act.now), *rule]
        after = moves.record(tx, case.stored, case.desk, steps, note=reason.strip())
        surveys.withdraw(tx, after, now=act.now)
        telling.notify_team(tx, case, after, NoticeKind.WAS_REOPENED, now=act.now)
        if case.is_requester:
            experiences.note(tx, case.desk, after, Poor.REOPENED, now=act.now)
        if rule:
            escalations.tell_reopened_again(tx, case, after, now=act.now)
        return after


def cancel(office: Office, act: Act, *, number: int, reason: str) -> Request | None:
    """Cancel an open request; the other side is told. None if seen before.

    Of a request that is part of another, the requester takes himself out, and nobody else.
    """
    with office.store.write() as tx:
        case = access_case(tx, office, act, number)
        if not tx.deliveries.take(act.key, now=act.now):
            return None
        if not reason.strip() and not case.is_requester:
            raise ReasonMissing(usage=f"cancel {number} REASON")
        before = [*moves.waking(case, act.now), *merging.leaving(case, act.now)]
        steps = [*before, _by_requester(case, EventKind.CANCELLED, act.now)]
        after = moves.record(tx, case.stored, case.desk, steps, note=reason.strip())
        if case.request.state is State.MERGED:
            merging.tell_left(tx, case, now=act.now)
        elif case.is_requester:
            telling.notify_team(tx, case, after, NoticeKind.WAS_CANCELLED, now=act.now)
        else:
            telling.notify_requester(
                tx, after, NoticeKind.CANCELLED, caller=case.caller, now=act.now
            )
        return after


def _resolve(tx: Transaction, case: Case, now: datetime, solution: Solution) -> Request:
    events = [*moves.waking(case, now), *moves.owning(case, now)]
    events += called(case, solution.complexity, now)
    owner_id = case.request.owner_id
    if owner_id is None and case.caller.works_here:
        owner_id = case.caller.person.id
    facts: dict[str, Fact] = {"owner": owner_id}
    if followups.is_left(case):
        facts["follow_up"] = True
    if solution.minutes is not None:
        facts["minutes"] = solution.minutes
    resolved = moves.event(case, EventKind.RESOLVED, now, facts)
    after = moves.record(
        tx,
        case.stored,
        case.desk,
        [*events, resolved],
        note=solution.note.strip(),
        more=solution.more,
    )
    search.index(tx, after.id, solution.note, *solution.more.values())
    surveys.plan(tx, case.desk, after, now=now)
    followups.leave(tx, case, after, now=now)
    return after


def _by_requester(case: Case, kind: EventKind, now: datetime, **facts: int) -> Event:
    """Count the move as the requester's own if it is, whatever else he is to the desk."""
    actor = moves.actor_of(case)
    if case.is_requester:
        actor = Actor(person_id=actor.person_id, kind=ActorKind.REQUESTER)
    return Event(kind=kind, at=now, actor=actor, facts=facts)
