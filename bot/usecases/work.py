"""What technicians do with an open request."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.domain.events import EventKind
from bot.domain.life import IllegalMove, require_legal
from bot.domain.messages import NoticeKind
from bot.domain.refusals import Refused
from bot.domain.request import HoldReason, Priority, State
from bot.usecases import moves, telling
from bot.usecases.access import access_to_claim, access_to_work, helps_with, works_at
from bot.usecases.placing.systems import corrected

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.events import Event, Fact
    from bot.domain.request import Complexity, Request
    from bot.usecases.access import Case
    from bot.usecases.office import Act, Office

#: A category is something to choose from a list.
LONGEST_CATEGORY = 75
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


class AlreadyClaimed(Refused):
    """#{number} is already with {who}."""


class AlreadyYours(Refused):
    """#{number} is already yours."""


class NobodyHasIt(Refused):
    """Nobody has claimed #{number}, so there is nothing to release."""


class NotOnHold(Refused):
    """#{number} is not on hold."""


class AlreadyOnHold(Refused):
    """#{number} is on hold already. Resume it first to change the reason."""


class ReasonMissing(Refused):
    """Please add a reason, so that nobody has to ask again: {usage}."""


class DateHasPassed(Refused):
    """{date} has passed. Please give a date that is still to come."""


class CannotWorkHere(Refused):
    """{who} is not a technician of {desk}, so #{number} cannot be assigned there."""


class SamePriority(Refused):
    """#{number} has {priority} already."""


class NotACategory(Refused):
    """Please name a category in a few words, for example: route {number} Network."""


def claim(office: Office, act: Act, *, number: int) -> Request | None:
    """Make the caller the owner; None if this delivery has been seen before.

    Raises `AlreadyClaimed`, `AlreadyYours`, `IllegalMove`, `OnlyTechnicians`.
    """
    with office.store.write() as tx:
        case = access_to_claim(tx, office, act, number)
        if not tx.deliveries.take(act.key, now=act.now):
            return None
        _require_unowned(case)
        if case.request.state is State.ON_HOLD:
            # A replayed history may leave a held request without an owner.
            facts: dict[str, Fact] = {"to": case.caller.person.id, "first": True}
            step = moves.event(case, EventKind.ASSIGNED, act.now, facts)
        else:
            step = moves.event(case, EventKind.CLAIMED, act.now)
        return moves.record(tx, case.stored, case.desk, [step])


def release(office: Office, act: Act, *, number: int) -> Request | None:
    """Put a request back into the queue; None if seen before. Raises `NobodyHasIt`."""
    with office.store.write() as tx:
        case = access_to_work(tx, office, act, number)
        if not tx.deliveries.take(act.key, now=act.now):
            return None
        if case.request.is_open and case.request.owner_id is None:
            raise NobodyHasIt(number=number)
        events = [*moves.waking(case, act.now), moves.event(case, EventKind.RELEASED, act.now)]
        return moves.record(tx, case.stored, case.desk, events)


def assign(office: Office, act: Act, *, number: int, to: str) -> Request | None:
    """Give a request to a technician of the desk (`to` is a Slack id); None if seen before.

    Raises `CannotWorkHere`, `AlreadyClaimed` (by that very person), `IllegalMove`.
    """
    with office.store.write() as tx:
        case = access_to_work(tx, office, act, number)
        if not tx.deliveries.take(act.key, now=act.now):
            return None
        person = tx.people.ensure(to)
        helps = helps_with(tx, case.desk, person, case.request)
        if not helps and not works_at(tx, case.desk, person):
            raise CannotWorkHere(number=number, who=person.id, desk=case.desk.name)
        if case.request.owner_id == person.id:
            raise AlreadyClaimed(number=number, who=person.id)
        if case.request.state is State.RESOLVED:
            raise IllegalMove(number=number, state="resolved", verb="assigned")
        first = case.request.owner_id is None
        facts: dict[str, Fact] = {"from": case.request.owner_id, "to": person.id, "first": first}
        step = moves.event(case, EventKind.ASSIGNED, act.now, facts)
        after = moves.record(tx, case.stored, case.desk, [step])
        if person.id != case.caller.person.id:
            telling.notify_team(tx, case, after, NoticeKind.ASSIGNED, now=act.now)
        return after


def set_priority(
    office: Office, act: Act, *, number: int, priority: Priority, reason: str = ""
) -> Request | None:
    """Change the priority; the promises are counted anew from the creation."""
    with office.store.write() as tx:
        case = access_to_work(tx, office, act, number)
        if not tx.deliveries.take(act.key, now=act.now):
            return None
        if case.request.priority is priority:
            raise SamePriority(number=number, priority=priority)
        facts: dict[str, Fact] = {"from": case.request.priority, "to": priority}
        step = moves.event(case, EventKind.PRIORITY_CHANGED, act.now, facts)
        return moves.record(tx, case.stored, case.desk, [step], note=reason)


def set_category(
    office: Office,
    act: Act,
    *,
    number: int,
    category: str,
    department: str | None = None,
    system: str | None = None,
    complexity: Complexity | None = None,
) -> Request | None:
    """Change the category, and the department and the system if such of the settings are given.

    `complexity` is what it takes to solve it, if somebody said so. None if this delivery has been
    seen before. Raises `NotACategory`.
    """
    category = category_named(category, number=number)
    with office.store.write() as tx:
        case = access_to_work(tx, office, act, number)
        if not tx.deliveries.take(act.key, now=act.now):
            return None
        steps = called(case, complexity, act.now)
        steps += _moved(office, case, department, now=act.now)
        steps += corrected(office, case, system, now=act.now)
        # Whoever corrects something else has not filed it under another category.
        if category != case.request.category or not steps:
            facts: dict[str, Fact] = {"from": case.request.category, "to": category}
            steps.insert(0, moves.event(case, EventKind.CATEGORY_CHANGED, act.now, facts))
        return moves.record(tx, case.stored, case.desk, steps)


def _moved(office: Office, case: Case, department: str | None, *, now: datetime) -> list[Event]:
    """Give the step that names another department; nothing if it is the same or unknown."""
    chosen = office.departments.named(department)
    if chosen is None or chosen.name == case.request.department:
        return []
    facts: dict[str, Fact] = {"from": case.request.department, "to": chosen.name}
    return [moves.event(case, EventKind.DEPARTMENT_CHANGED, now, facts)]


def called(case: Case, complexity: Complexity | None, now: datetime) -> list[Event]:
    """Give the step that says how much a request takes; nothing if nothing is new."""
    if complexity is None or complexity is case.request.complexity:
        return []
    facts: dict[str, Fact] = {"from": case.request.complexity, "to": complexity}
    return [moves.event(case, EventKind.COMPLEXITY_CHANGED, now, facts)]


def category_named(text: str, *, number: int) -> str:
    """Read the name of a category for request `number`; raises `NotACategory`."""
    category = " ".join(text.split())
    if not category or len(category) > LONGEST_CATEGORY or _CONTROL.search(category):
        raise NotACategory(number=number)
    return category


def hold(
    office: Office,
    act: Act,
    *,
    number: int,
    why: HoldReason,
    reason: str,
    until: datetime | None = None,
) -> Request | None:
    """Put a request on hold with a reason; whoever does it becomes its owner.

    Raises `ReasonMissing`, `DateHasPassed`, `AlreadyOnHold`, `IllegalMove`.
    """
    if not reason.strip():
        raise ReasonMissing(usage=f"hold {number} {why} REASON")
    with office.store.write() as tx:
        case = access_to_work(tx, office, act, number)
        if not tx.deliveries.take(act.key, now=act.now):
            return None
        if until is not None and until <= act.now:
            raise DateHasPassed(date=until.date().isoformat())
        if case.request.state is State.ON_HOLD:
            raise AlreadyOnHold(number=number)
        facts: dict[str, Fact] = {"reason": why, "until": until.isoformat() if until else None}
        events = [
            *moves.owning(case, act.now),
            moves.event(case, EventKind.HOLD_STARTED, act.now, facts),
        ]
        after = moves.record(tx, case.stored, case.desk, events, note=reason.strip())
        if why is HoldReason.REQUESTER and not case.is_requester:
            telling.notify_requester(
                tx, after, NoticeKind.WAITING_FOR_YOU, caller=case.caller, now=act.now
            )
        return after


def resume(office: Office, act: Act, *, number: int) -> Request | None:
    """End the hold; None if seen before. Raises `NotOnHold`."""
    with office.store.write() as tx:
        case = access_to_work(tx, office, act, number)
        if not tx.deliveries.take(act.key, now=act.now):
            return None
        events = moves.waking(case, act.now)
        if not events:
            raise NotOnHold(number=number)
        return moves.record(tx, case.stored, case.desk, events)


def _require_unowned(case: Case) -> None:
    request = case.request
    if not request.is_open:
        require_legal(request, EventKind.CLAIMED)
    if request.owner_id == case.caller.person.id:
        raise AlreadyYours(number=request.number)
    if request.owner_id is not None:
        raise AlreadyClaimed(number=request.number, who=request.owner_id)
