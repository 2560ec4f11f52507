"""What a use case wants to know about somebody whom it meets."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.usecases.office import Office
    from storage.store import Transaction

LONGEST_DEPARTMENT = 75


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
    profile = (person.department or "").strip()[:LONGEST_DEPARTMENT]
    spelled = known.named(profile)
    return spelled.name if spelled else profile or None
