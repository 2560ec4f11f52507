"""Writing many rows into one table at the speed of the driver."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from storage.tables import Instant

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Column, Connection, Table

_SLOTS = {"sqlite": "?", "postgresql": "%s"}


def insert_many(
    connection: Connection,
    table: Table,
    columns: Sequence[str],
    rows: Sequence[Sequence[object]],
) -> None:
    """Insert `rows`, whose values stand in the order of `columns`.

    SQLAlchemy's own INSERT builds each row anew, which takes longer than the database does; here
    the values of a column are converted together.
    """
    slots = ", ".join([_SLOTS[connection.dialect.name]] * len(columns))
    statement = f"INSERT INTO {table.name} ({', '.join(columns)}) VALUES ({slots})"  # noqa: S608 - only names of our own
    converted = [
        _converted(connection, table.c[name], values)
        for name, values in zip(columns, zip(*rows, strict=True), strict=True)
    ]
    connection.exec_driver_sql(statement, list(zip(*converted, strict=True)))


def _converted(
    connection: Connection, column: Column[Any], values: Sequence[object]
) -> Iterable[object]:
    """Turn the values of one column into what the driver takes."""
    convert = column.type.dialect_impl(connection.dialect).bind_processor(connection.dialect)
    if convert is None:
        return values
    if isinstance(column.type, Instant):
        # Most of them repeat, the absent ones above all.
        known = {at: convert(at) for at in set(values)}
        return [known[at] for at in values]
    return map(convert, values)
