"""What every repository is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy.dialects import postgresql, sqlite

if TYPE_CHECKING:
    from sqlalchemy import Connection, Table


@dataclass(frozen=True, slots=True)
class Repository:
    """One noun's reads and writes inside one transaction of one workspace."""

    connection: Connection
    workspace_id: int

    def upsert(self, table: Table) -> Any:  # noqa: ANN401 - two dialects with one shape and no common type
        """Start an INSERT that may say what to do on conflict."""
        if self.connection.dialect.name == "postgresql":
            return postgresql.insert(table)
        return sqlite.insert(table)

    def adds(self, table: Table, **values: object) -> bool:
        """Insert a row unless it conflicts with one that is there; return whether it was added."""
        statement = self.upsert(table).values(workspace_id=self.workspace_id, **values)
        # Not every driver counts the rows of an INSERT, but each gives back what it added.
        added = statement.on_conflict_do_nothing().returning(*table.primary_key)
        return self.connection.execute(added).first() is not None
