"""Noting who gains and loses a right, however that comes about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.desk import is_group
from bot.domain.rights import Held, Right
from storage.audit import Deed, Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from bot.domain.desk import Desk
    from bot.usecases.office import Office
    from storage.store import Transaction


def note_rights(office: Office, now: datetime) -> int:
    """Note in the audit log whose rights have changed since the last look; return how many."""
    with office.store.write() as tx:
        return note_rights_in(tx, office, now)


def note_rights_in(tx: Transaction, office: Office, now: datetime) -> int:
    """Note changed rights as a part of what changes them.

    Others may note the same at the same moment; the database says who was first.
    """
    before, after = tx.rights.held(), frozenset(_held(tx, office))
    lost = [one for one in sorted(before - after) if tx.rights.lose(one)]
    gained = [one for one in sorted(after - before) if tx.rights.gain(one)]
    for deed, changed in ((Deed.LOST, lost), (Deed.GAINED, gained)):
        for one in changed:
            tx.audit.add(
                Entry(
                    at=now,
                    act=deed,
                    about_id=one.person_id,
                    desk_key=one.desk_key or None,
                    facts={"right": one.right},
                )
            )
    return len(gained) + len(lost)


def _held(tx: Transaction, office: Office) -> Iterator[Held]:
    yield from _each(tx, "", Right.ADMIN, office.admins)
    for desk in office.desks.values():
        yield from _each(tx, desk.key, Right.LEAD, desk.leads)
        yield from _each(tx, desk.key, Right.TECHNICIAN, _technicians(tx, desk))
        helpers = (who for named in desk.specialists.values() for who in named)
        yield from _each(tx, desk.key, Right.SPECIALIST, helpers)


def _technicians(tx: Transaction, desk: Desk) -> Iterator[str]:
    yield from desk.technicians
    yield from desk.technician_groups
    yield from (person.slack_id for person in tx.people.members_of(desk.key) if person.slack_id)


def _each(tx: Transaction, desk_key: str, right: Right, who: Iterable[str]) -> Iterator[Held]:
    """Give the right to everybody who is named, alone or in a group, and may have it at all."""
    ids: set[int] = set()
    for slack_id in set(who):
        if is_group(slack_id):
            ids |= tx.groups.members(slack_id)
        else:
            ids.add(tx.people.ensure(slack_id).id)
    for person_id, person in tx.people.several(ids).items():
        if person.is_colleague:
            yield Held(desk_key=desk_key, right=right, person_id=person_id)
