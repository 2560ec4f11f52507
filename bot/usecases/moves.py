"""The step that every move of a request shares: events, row, roll-up and messages at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.domain.events import BY_ITSELF, NO_FACTS, Actor, ActorKind, Event, EventKind, Fact
from bot.domain.life import fold
from bot.domain.reminders import first_look
from bot.domain.request import Request, State
from bot.domain.sla import promised
from bot.domain.steps import noted
from bot.usecases import private, telling
from bot.usecases.outages import bulletins
from bot.usecases.placing import backlog, lessons
from storage.events import Note

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from bot.domain.desk import Desk
    from bot.usecases.access import Case
    from storage.requests import Stored
    from storage.store import Transaction


NO_MORE: Mapping[str, str] = MappingProxyType({})


def actor_of(case: Case) -> Actor:
    """Say in which role the caller of a case acts."""
    if case.caller.is_lead:
        kind = ActorKind.LEAD
    elif case.caller.is_technician:
        kind = ActorKind.TECHNICIAN
    else:
        kind = ActorKind.REQUESTER
    return Actor(person_id=case.caller.person.id, kind=kind)


def event(
    case: Case, kind: EventKind, now: datetime, facts: Mapping[str, Fact] = NO_FACTS
) -> Event:
    """Build an event that the caller of a case makes happen now."""
    return Event(kind=kind, at=now, actor=actor_of(case), facts=facts)


def hold_ended(request: Request, desk: Desk, actor: Actor, now: datetime) -> Event:
    """Build the end of the hold that `request` is in, with its business minutes."""
    since = request.hold_since or now
    minutes = round(desk.calendar_of(request.organisation).minutes_between(since, now))
    facts: dict[str, Fact] = {"reason": request.hold_reason, "minutes": minutes}
    return Event(kind=EventKind.HOLD_ENDED, at=now, actor=actor, facts=facts)


def rested(request: Request, desk: Desk, now: datetime) -> int:
    """Count the business minutes since `request` ended, in which no promise ran."""
    calendar = desk.calendar_of(request.organisation)
    return round(calendar.minutes_between(request.ended_at or now, now))


def owning(case: Case, now: datetime) -> list[Event]:
    """Make the caller the owner if nobody is and the caller works here."""
    is_free = case.request.state is State.NEW and case.request.owner_id is None
    return [event(case, EventKind.CLAIMED, now)] if is_free and case.caller.works_here else []


def waking(case: Case, now: datetime) -> list[Event]:
    """End the hold, if there is one, as a move out of it requires."""
    if case.request.state is not State.ON_HOLD:
        return []
    return [hold_ended(case.request, case.desk, actor_of(case), now)]


def record(
    tx: Transaction,
    stored: Stored,
    desk: Desk,
    events: Sequence[Event],
    *,
    note: str = "",
    more: Mapping[str, str] = NO_MORE,
) -> Request:
    """Write `events` as `write` does, and have everybody told and every message redrawn."""
    before = stored.request
    written = write(tx, stored, desk, events, note=note, more=more)
    after = written.request
    backlog.follow(tx, desk, before, after, due=written.promised)
    _tell(tx, desk, before, after, last=events[-1])
    return after


def write(
    tx: Transaction,
    stored: Stored,
    desk: Desk,
    events: Sequence[Event],
    *,
    note: str = "",
    more: Mapping[str, str] = NO_MORE,
) -> Stored:
    """Write `events` and what the request is after them, at the desk that has it then.

    Raises `IllegalMove` before anything is written and `StaleRequest` if somebody was faster.
    """
    before = stored.request
    after = fold(before, events)
    due = promised(after, desk)
    tx.requests.save(
        before,
        after,
        promised=due,
        close_at=close_at(after, desk),
        remind_at=first_look(after, desk),
    )
    first = replace(events[0], facts={**events[0].facts, **noted(stored.promised, due)})
    tx.events.append(before, [first, *events[1:]], note=Note(text=note, more=more))
    lessons.keep_up(tx, before, after)
    return replace(stored, request=after, promised=due)


def _tell(tx: Transaction, desk: Desk, before: Request, after: Request, *, last: Event) -> None:
    """Have everybody see what a move has changed: card, receipt, parts, bulletins and Home."""
    if _looks_different(before, after):
        telling.redraw(tx, after, desk, now=last.at)
    if after.private and before.owner_id != after.owner_id:
        private.hand_over(tx, after, now=last.at)
    if before.state is not after.state and not (before.is_open and after.is_open):
        telling.tell_parts(tx, after, last)
    bulletins.follow(tx, before, after, desk, now=last.at)
    telling.refresh_home(tx, last.actor.person_id, now=last.at)


def close_at(request: Request, desk: Desk) -> datetime | None:
    """Give the instant at which a resolved request closes by itself."""
    if request.state is not State.RESOLVED or request.resolved_at is None:
        return None
    return request.resolved_at + timedelta(days=desk.close_after_days)


def _looks_different(before: Request, after: Request) -> bool:
    """Say whether more than the log itself has changed."""
    return replace(before, last_event_at=after.last_event_at, events=after.events) != after


def without_leaver(tx: Transaction, request: Request, now: datetime) -> list[Event]:
    """Put a request that comes back into the queue if its owner has left meanwhile."""
    owner = tx.people.get(request.owner_id)
    if owner is None or not owner.deactivated:
        return []
    return [Event(kind=EventKind.RELEASED, at=now, actor=BY_ITSELF)]
