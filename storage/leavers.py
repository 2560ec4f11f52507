"""Who has left the company, and still has something that somebody else has to take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select, update

from storage.repository import Repository
from storage.tables import group_members, members, people

if TYPE_CHECKING:
    from datetime import datetime


class Leavers(Repository):
    """People on their way out."""

    def due(self, now: datetime, *, limit: int) -> list[int]:
        """List who has left and is not settled yet, the longest first."""
        query = (
            select(people.c.id)
            .where(people.c.workspace_id == self.workspace_id, people.c.leaving_at <= now)
            .order_by(people.c.leaving_at)
            .limit(limit)
        )
        return list(self.connection.execute(query).scalars())

    def since(self, person_id: int) -> datetime | None:
        """Say since when somebody is leaving; None once everything is settled."""
        query = select(people.c.leaving_at).where(people.c.id == person_id)
        return self.connection.execute(query.with_for_update()).scalar()

    def drop_memberships(self, person_id: int) -> None:
        """Note that somebody is in no team channel and no user group any more."""
        for table in (members, group_members):
            self.connection.execute(
                delete(table).where(
                    table.c.workspace_id == self.workspace_id, table.c.person_id == person_id
                )
            )

    def settled(self, person_id: int) -> None:
        """Note that nothing of somebody who left waits for anybody any more."""
        self.connection.execute(
            update(people).where(people.c.id == person_id).values(leaving_at=None)
        )
