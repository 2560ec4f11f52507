"""What nobody can take: told to the leads once a day, and shown on the board."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from bot.domain.messages import NoticeKind
from bot.domain.routing.choosing import Kind
from bot.domain.routing.presence import Away, Presence, Stuck
from bot.usecases.placing.crew import choice_of_kind, crew_of
from bot.usecases.telling import notify_leads_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.domain.desk import Desk
    from bot.domain.events import Fact
    from bot.domain.routing.choosing import Candidate, Why
    from storage.backlog import Waiting
    from storage.store import Transaction

#: As many numbers as the board names of one kind; the rest is counted.
MOST_NUMBERS = 5


def tell_leads(tx: Transaction, desk: Desk, head: Waiting, because: Why, *, now: datetime) -> None:
    """Tell the leads that nobody can take requests of a kind, once a day for each kind.

    While no lead is listed, the card's thread hears of it.
    """
    day = now.astimezone(desk.calendar.zone).date().isoformat()
    known = sha256(f"{desk.key} {head.kind}".encode()).hexdigest()[:16]
    if not tx.jobs.take(f"stuck:{known}", day, now=now):
        return
    kind = Kind.read(head.kind)
    request = tx.requests.by_id(head.request_id).request
    _, total = tx.backlog.numbers(desk.key, head.kind, limit=1)
    facts: dict[str, Fact] = {
        "because": because,
        "skills": ", ".join(sorted(kind.skills)),
        "tier": kind.tier,
        "count": total,
    }
    notify_leads_of(tx, desk, request, NoticeKind.NOBODY_CAN_TAKE, now=now, facts=facts)


def presence_of(tx: Transaction, desk: Desk, now: datetime) -> Presence:
    """Say who of a desk is away, and what nobody there can take."""
    crew = crew_of(tx, desk, now)
    absences = tx.absences.now([one.person_id for one in crew if one.away], now)
    people = tx.people.several(absences.keys())
    away = (
        Away(person=people[person_id], until=absence.until)
        for person_id, absence in absences.items()
    )
    heads = tx.backlog.heads(desk.key) if desk.gives_work else []
    stuck = (_stuck(tx, desk, head, crew) for head in heads)
    return Presence(
        away=tuple(sorted(away, key=lambda one: (one.person.name, one.person.id))),
        stuck=tuple(one for one in stuck if one is not None),
    )


def _stuck(tx: Transaction, desk: Desk, head: Waiting, crew: Sequence[Candidate]) -> Stuck | None:
    kind = Kind.read(head.kind)
    choice = choice_of_kind(kind, crew)
    if not choice.needs_a_lead:
        return None
    numbers, total = tx.backlog.numbers(desk.key, head.kind, limit=MOST_NUMBERS)
    return Stuck(kind=kind, because=choice.because, numbers=tuple(numbers), total=total)
