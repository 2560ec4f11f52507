"""Who is away, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, or_, select

from storage.repository import Repository
from storage.tables import absences

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy import ColumnElement


class Source(StrEnum):
    """Who said that somebody is away."""

    OWN = "own"
    STATUS = "status"


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """Somebody who is away; `until` None means until further notice."""

    person_id: int
    until: datetime | None


class Absences(Repository):
    """That people are away; never why."""

    def begin(self, person_id: int, source: Source, until: datetime | None) -> None:
        """Note that somebody is away from now on."""
        statement = self.upsert(absences).values(
            workspace_id=self.workspace_id, person_id=person_id, source=source, until=until
        )
        key = ["workspace_id", "person_id", "source"]
        self.connection.execute(
            statement.on_conflict_do_update(index_elements=key, set_={"until": until})
        )

    def end(self, people: Collection[int], *sources: Source) -> bool:
        """Note that people are back, as far as `sources` say; return whether any was away."""
        ended = self.connection.execute(
            delete(absences).where(
                absences.c.workspace_id == self.workspace_id,
                absences.c.person_id.in_(people),
                absences.c.source.in_(sources),
            )
        )
        return ended.rowcount > 0

    def now(self, people: Collection[int], now: datetime) -> dict[int, Absence]:
        """List those of `people` who are away now, each until the last of what was said."""
        query = select(absences.c.person_id, absences.c.until).where(
            absences.c.workspace_id == self.workspace_id,
            absences.c.person_id.in_(people),
            is_on(now),
        )
        found: dict[int, Absence] = {}
        for row in self.connection.execute(query):
            known = found.get(row.person_id)
            until = row.until if known is None else _later(known.until, row.until)
            found[row.person_id] = Absence(person_id=row.person_id, until=until)
        return found

    def away_by(self, source: Source) -> frozenset[int]:
        """List everybody of whom `source` says so."""
        query = select(absences.c.person_id).where(
            absences.c.workspace_id == self.workspace_id, absences.c.source == source
        )
        return frozenset(self.connection.execute(query).scalars())

    def next_end(self, people: Collection[int], now: datetime) -> datetime | None:
        """Give the next instant at which one of `people` is back."""
        query = select(func.min(absences.c.until)).where(
            absences.c.workspace_id == self.workspace_id,
            absences.c.person_id.in_(people),
            absences.c.until > now,
        )
        return self.connection.execute(query).scalar()


def is_on(now: datetime) -> ColumnElement[bool]:
    """Ask for absences that are not over; they end by themselves."""
    return or_(absences.c.until.is_(None), absences.c.until > now)


def _later(one: datetime | None, other: datetime | None) -> datetime | None:
    return None if one is None or other is None else max(one, other)
