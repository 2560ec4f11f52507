"""How far behind the desk is, and which ways are closed to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select, update

from storage.repository import Repository
from storage.tables import deliveries, lanes, outbox, workspaces
from storage.turns import UNSENT, SendState

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Column

#: So many of the newest messages are looked at for refused ones.
NEWEST = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedLane:
    """A channel or person that cannot be written to, since when, and Slack's reason."""

    lane: str
    since: datetime
    error: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """When some copy last looked for what is due, and when some copy last heard Slack."""

    worked_at: datetime | None
    heard_at: datetime | None


class Health(Repository):
    """What a checkup asks, and the sign of life; nothing of it is on the way of a request."""

    def waiting(self, now: datetime) -> tuple[int, datetime | None]:
        """Count the messages that are due and not sent, and say since when the oldest is."""
        query = select(func.count(), func.min(outbox.c.not_before)).where(
            outbox.c.workspace_id == self.workspace_id,
            outbox.c.state.in_(UNSENT),
            outbox.c.not_before <= now,
        )
        count, oldest = self.connection.execute(query).one()
        return count, oldest

    def refused(self) -> dict[str, int]:
        """Count the refused ones among the newest messages, by Slack's reason."""
        newest = (
            select(outbox.c.state, outbox.c.error)
            .where(outbox.c.workspace_id == self.workspace_id)
            .order_by(outbox.c.id.desc())
            .limit(NEWEST)
            .subquery()
        )
        query = (
            select(newest.c.error, func.count())
            .where(newest.c.state == SendState.FAILED)
            .group_by(newest.c.error)
        )
        return {error or "unknown": count for error, count in self.connection.execute(query)}

    def closed_lanes(self) -> Sequence[ClosedLane]:
        """List the ways that are closed."""
        query = (
            select(lanes.c.lane, lanes.c.broken_since, lanes.c.error)
            .where(lanes.c.workspace_id == self.workspace_id, lanes.c.broken_since.is_not(None))
            .order_by(lanes.c.lane)
        )
        return [
            ClosedLane(lane=row.lane, since=row.broken_since, error=row.error or "unknown")
            for row in self.connection.execute(query)
        ]

    def last_delivery_at(self) -> datetime | None:
        """Say when Slack last delivered something that counted."""
        query = select(func.max(deliveries.c.received_at)).where(
            deliveries.c.workspace_id == self.workspace_id
        )
        return self.connection.execute(query).scalar()

    def signs(self) -> Signs:
        """Say when some copy of the process last gave a sign of life."""
        query = select(workspaces.c.worked_at, workspaces.c.alive_at).where(
            workspaces.c.id == self.workspace_id
        )
        worked_at, heard_at = self.connection.execute(query).one()
        return Signs(worked_at=worked_at, heard_at=heard_at)

    def note_heard(self, *, before: datetime | None, now: datetime) -> bool:
        """Note that the process is at work and hears Slack; False if a copy of it was faster."""
        return self._note(workspaces.c.alive_at, before, {"alive_at": now, "worked_at": now})

    def note_work(self, *, before: datetime | None, now: datetime) -> bool:
        """Note that the process is at work, though deaf; False if a copy of it was faster."""
        return self._note(workspaces.c.worked_at, before, {"worked_at": now})

    def _note(
        self, column: Column[Any], before: datetime | None, values: Mapping[str, datetime]
    ) -> bool:
        changed = self.connection.execute(
            update(workspaces)
            .where(
                workspaces.c.id == self.workspace_id,
                column.is_not_distinct_from(before),
            )
            .values(**values)
        )
        return changed.rowcount == 1
