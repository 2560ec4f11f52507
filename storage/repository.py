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
