"""What a use case wants to know about somebody whom it meets."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from storage.lanes import reading_lane
from storage.outbox import Errand, OutboxKind

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.people import Person
    from bot.usecases.office import Act, Office
    from storage.store import Transaction

#: The whole directory is read each day; whoever is not in it is asked about when he acts.
FRESH_FOR = timedelta(hours=25)


def meet(tx: Transaction, office: Office, act: Act) -> Person:
    """Find who acts, and have Slack asked about him if the desk does not know him well."""
    person = tx.people.ensure(act.slack_id)
    if not tx.people.reads_only and _is_strange(person, office, act.now):
        ask_about(tx, person, act.now)
    return person


def ask_about(tx: Transaction, person: Person, now: datetime) -> None:
    """Have Slack asked who somebody is."""
    tx.people.asked_about(person.id, now=now)
    errand = Errand(
        kind=OutboxKind.PERSON,
        lane=reading_lane("people"),
        facts={"person": person.slack_id},
        coalesce=f"person:{person.slack_id}",
    )
    tx.outbox.add(errand, now=now)


def departments_to_ask(office: Office, slack_id: str) -> tuple[str, ...]:
    """List the departments to choose from; none if somebody's own is known."""
    if not office.departments.names:
        return ()
    with office.store.read() as tx:
        known = department_of(tx, office, tx.people.ensure(slack_id))
    return () if known else office.departments.names


def _is_strange(person: Person, office: Office, now: datetime) -> bool:
    if person.learned_at is None or person.learned_at < now - FRESH_FOR:
        return True
    # An empty department means that the profile was asked for it.
    return office.department_field is not None and person.department is None


def department_of(
    tx: Transaction, office: Office, person: Person, *, chosen: str | None = None
) -> str | None:
    """Name somebody's department: what was chosen, else the map, else the profile, else None."""
    known = office.departments
    picked = known.named(chosen)
    if picked is not None:
        return picked.name
    mapped = known.of(person.slack_id, tx.groups.of(person.id, known.groups))
    if mapped is not None:
        return mapped.name
    # The profile may spell one of ours in its own way, and knows others besides.
    spelled = known.named(person.department)
    return spelled.name if spelled else person.department or None


def organisation_of(tx: Transaction, office: Office, person: Person) -> str | None:
    """Name the organisation that somebody belongs to, if the settings know it."""
    known = office.organisations
    groups = tx.groups.of(person.id, known.groups)
    found = known.of(person.slack_id, groups, team_id=person.team_id)
    return found.name if found else None
