"""Requests that wait for somebody who can take them, and when to look again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, exists, func, or_, select, update

from storage.repository import Repository
from storage.tables import desk_turns, requests, waiting

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A request that waits; whoever it was `returned_by` does not get it again."""

    request_id: int
    kind: str
    due_at: datetime
    returned_by: int | None = None


class Backlog(Repository):
    """What waits, by kind and oldest due first."""

    def wait(self, one: Waiting, desk_key: str) -> None:
        """Note that a request waits, or how it waits from now on."""
        how = {
            "desk_key": desk_key,
            "kind": one.kind,
            "due_at": one.due_at,
            "returned_by": one.returned_by,
        }
        statement = self.upsert(waiting).values(
            workspace_id=self.workspace_id, request_id=one.request_id, **how
        )
        self.connection.execute(
            statement.on_conflict_do_update(index_elements=["request_id"], set_=how)
        )

    def settle(self, request_id: int) -> None:
        """Note that a request does not wait any more."""
        self.connection.execute(delete(waiting).where(waiting.c.request_id == request_id))

    def of(self, request_id: int) -> Waiting | None:
        """Say how a request waits; None if it does not."""
        query = select(waiting).where(waiting.c.request_id == request_id)
        row = self.connection.execute(query).first()
        if row is None:
            return None
        return Waiting(
            request_id=row.request_id,
            kind=row.kind,
            due_at=row.due_at,
            returned_by=row.returned_by,
        )

    def heads(self, desk_key: str) -> list[Waiting]:
        """List the first of each kind that waits at a desk, what is due first to begin with."""
        found: list[Waiting] = []
        while (head := self._next(desk_key, found[-1].kind if found else "")) is not None:
            found.append(head)
        return sorted(found, key=lambda head: (head.due_at, head.request_id))

    def waits(self, desk_key: str, kind: str) -> bool:
        """Say whether a request of a kind waits."""
        query = select(waiting.c.request_id).where(self._waiting(desk_key), waiting.c.kind == kind)
        return self.connection.execute(query.limit(1)).first() is not None

    def numbers(self, desk_key: str, kind: str, *, limit: int) -> tuple[Sequence[int], int]:
        """Give the numbers of the first requests of a kind, and how many wait in all."""
        where = self._waiting(desk_key) & (waiting.c.kind == kind)
        query = (
            select(requests.c.number)
            .join(waiting, waiting.c.request_id == requests.c.id)
            .where(where)
            .order_by(waiting.c.due_at, waiting.c.request_id)
            .limit(limit)
        )
        count = select(func.count()).select_from(waiting).where(where)
        first = list(self.connection.execute(query).scalars())
        return first, self.connection.execute(count).scalar_one()

    def look(self, desk_key: str, at: datetime | None) -> None:
        """Note when to look again at what waits at a desk; None: not before more waits."""
        self.connection.execute(update(desk_turns).where(self._desk(desk_key)).values(look_at=at))

    def look_if_any(self, at: datetime, *desks: str) -> None:
        """Have a look at what waits at some desks; where nothing does, nothing changes."""
        any_waits = exists().where(
            waiting.c.workspace_id == self.workspace_id,
            waiting.c.desk_key == desk_turns.c.desk_key,
        )
        is_later = or_(desk_turns.c.look_at.is_(None), desk_turns.c.look_at > at)
        self.connection.execute(
            update(desk_turns)
            .where(
                desk_turns.c.workspace_id == self.workspace_id,
                desk_turns.c.desk_key.in_(desks),
                is_later,
                any_waits,
            )
            .values(look_at=at)
        )

    def look_at(self, desk_key: str) -> datetime | None:
        """Say when somebody looks again at what waits at a desk."""
        query = select(desk_turns.c.look_at).where(self._desk(desk_key))
        return self.connection.execute(query).scalar()

    def due(self, now: datetime) -> list[str]:
        """List the desks at which somebody has to look again."""
        query = select(desk_turns.c.desk_key).where(
            desk_turns.c.workspace_id == self.workspace_id, desk_turns.c.look_at <= now
        )
        return list(self.connection.execute(query.order_by(desk_turns.c.look_at)).scalars())

    def _next(self, desk_key: str, after: str) -> Waiting | None:
        query = (
            select(waiting.c.request_id, waiting.c.kind, waiting.c.due_at)
            .where(self._waiting(desk_key), waiting.c.kind > after)
            .order_by(waiting.c.kind, waiting.c.due_at, waiting.c.request_id)
            .limit(1)
        )
        row = self.connection.execute(query).first()
        return row and Waiting(request_id=row.request_id, kind=row.kind, due_at=row.due_at)

    def _waiting(self, desk_key: str) -> ColumnElement[bool]:
        return (waiting.c.workspace_id == self.workspace_id) & (waiting.c.desk_key == desk_key)

    def _desk(self, desk_key: str) -> ColumnElement[bool]:
        return (desk_turns.c.workspace_id == self.workspace_id) & (
            desk_turns.c.desk_key == desk_key
        )
