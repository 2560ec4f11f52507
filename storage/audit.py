"""Who looked at or changed what only few may; nothing changes or removes an entry."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from storage.repository import Repository
from storage.tables import audit_log

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


class Look(StrEnum):
    """How somebody got to see a private request."""

    SHOWN = "shown"
    FORM = "form"
    OWNED = "owned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """One entry: who saw a request, when and how."""

    at: datetime
    person_id: int | None
    how: Look


class Audit(Repository):
    """The list of looks and changes."""

    def note(self, request_id: int, person_id: int, how: Look, *, now: datetime) -> None:
        """Note that somebody sees a request now."""
        self.connection.execute(
            insert(audit_log).values(
                workspace_id=self.workspace_id,
                at=now,
                actor_id=person_id,
                act=how,
                request_id=request_id,
            )
        )

    def note_change(
        self, act: str, person_id: int, facts: Mapping[str, object], *, now: datetime
    ) -> None:
        """Note that somebody has changed something that only few may change."""
        row = {"at": now, "actor_id": person_id, "act": act, "facts": dict(facts)}
        self.connection.execute(insert(audit_log).values(workspace_id=self.workspace_id, **row))

    def of(self, request_id: int, *, limit: int) -> list[Looked]:
        """List the newest looks at a request, the newest first."""
        query = (
            select(audit_log)
            .where(audit_log.c.request_id == request_id, audit_log.c.act.in_(list(Look)))
            .order_by(audit_log.c.at.desc(), audit_log.c.id.desc())
            .limit(limit)
        )
        return [
            Looked(at=row.at, person_id=row.actor_id, how=Look(row.act))
            for row in self.connection.execute(query)
        ]
