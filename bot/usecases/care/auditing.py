"""The audit log: what was changed in the settings, and who may read what is in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.usecases.access import access_to_trail
from storage.audit import Deed, Entry

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.domain.desk import Desk
    from bot.domain.events import Fact
    from bot.domain.people import Person
    from bot.usecases.office import Act, Office
    from storage.store import Transaction

#: As much as somebody reads in one answer, and as Slack takes in one block.
PAGE = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """One entry with the people in it."""

    at: datetime
    act: str
    by: Person | None = None
    about: Person | None = None
    desk: str | None = None
    number: int | None = None
    facts: Mapping[str, Fact] = field(default_factory=dict)


def note_settings(office: Office, settings: Mapping[str, str], *, now: datetime) -> int:
    """Note which settings have changed since the last start; return how many.

    What stands in `settings` goes into the log, so nothing secret may.
    """
    with office.store.write() as tx:
        before = tx.rights.settings()
        changed = [
            name for name in {**before, **settings} if before.get(name) != settings.get(name)
        ]
        if not changed:
            return 0
        tx.rights.keep_settings(settings)
        # At the first start everything would be new.
        for name in sorted(changed) if before else ():
            values: dict[str, Fact] = {"from": before.get(name), "to": settings.get(name)}
            tx.audit.add(Entry(at=now, act=Deed.SETTING, facts={"name": name, **values}))
        return len(changed)


def trail(office: Office, act: Act, desk: Desk, *, page: int) -> tuple[Noted, ...]:
    """List one page of the log, the newest first: of the desk for its leads, all for admins.

    Raises `OnlyLeads`.
    """
    with office.store.read() as tx:
        desk_key = access_to_trail(tx, office, act, desk)
        return _read(tx, office, desk_key, page=page)


def whole_trail(office: Office, desk_key: str | None, *, page: int) -> tuple[Noted, ...]:
    """List one page of the log of a desk, or of all, for whoever has the database anyway."""
    with office.store.read() as tx:
        return _read(tx, office, desk_key, page=page)


def _read(tx: Transaction, office: Office, desk_key: str | None, *, page: int) -> tuple[Noted, ...]:
    entries = tx.audit.newest(desk_key, limit=PAGE, skip=(max(page, 1) - 1) * PAGE)
    ids = {who for entry in entries for who in (entry.actor_id, entry.about_id) if who}
    people = tx.people.several(ids)
    return tuple(
        Noted(
            at=entry.at,
            act=entry.act,
            by=people.get(entry.actor_id or 0),
            about=people.get(entry.about_id or 0),
            desk=_name(office, entry.desk_key),
            number=entry.number,
            facts=entry.facts,
        )
        for entry in entries
    )


def _name(office: Office, desk_key: str | None) -> str | None:
    desk = office.desks.get(desk_key or "")
    return desk.name if desk else desk_key
