"""What every repository is made of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy.dialects import postgresql, sqlite

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row, Table


@dataclass(frozen=True, slots=True)
class Repository:
    """One noun's reads and writes inside one transaction of one workspace."""

    connection: Connection
    workspace_id: int

    def upsert(self, table: Table) -> Any:  # noqa: ANN401 - two dialects with one shape and no common type
        """Start an INSERT that may say what to do on conflict."""
        return upsert(self.connection.dialect.name, table)

    def added(self, table: Table, **values: object) -> Row[Any] | None:
        """Insert a row and return it, or None if it conflicts with one that is there."""
        statement = _adding(self.connection.dialect.name, table)
        row = {"workspace_id": self.workspace_id, **values}
        return self.connection.execute(statement, row).first()


def upsert(dialect: str, table: Table) -> Any:  # noqa: ANN401 - two dialects with one shape and no common type
    """Start an INSERT, in the words of one database, that may say what to do on conflict."""
    return (postgresql if dialect == "postgresql" else sqlite).insert(table)


# Putting a statement together costs several times what running it does, so those of every
# request are put together once, here and elsewhere, and are told their values when they run.
@cache
def _adding(dialect: str, table: Table) -> Any:  # noqa: ANN401 - see above
    # Not every driver counts the rows of an INSERT, but each gives back what it added.
    return upsert(dialect, table).on_conflict_do_nothing().returning(table)
