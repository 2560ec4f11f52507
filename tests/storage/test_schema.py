from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import insert, inspect, select
from sqlalchemy.exc import StatementError

from storage.engine import Database
from storage.migrations import is_current, upgrade
from storage.tables import deliveries, metadata
from tests.support.offices import NOW

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.usecases.office import Office

KINDS = ("columns", "pk_constraint", "foreign_keys", "unique_constraints", "indexes")


def test_the_tables_are_what_the_migrations_make_of_them(database_url: str) -> None:
    database = Database.open(database_url)

    with database.write() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, metadata)

    database.close()
    assert differences == []


def test_a_schema_from_scratch_equals_the_one_by_migrations(database_url: str) -> None:
    database = Database.open(database_url)

    with database.write() as connection:
        migrated = _schema(connection)
        metadata.drop_all(connection)
        metadata.create_all(connection)
        from_scratch = _schema(connection)

    database.close()
    assert from_scratch == migrated


def test_migrating_again_changes_nothing(database_url: str) -> None:
    upgrade(database_url)
    database = Database.open(database_url)

    with database.read() as connection:
        current = is_current(connection)

    database.close()
    assert current


def test_an_instant_without_a_zone_is_refused(office: Office) -> None:
    naive = NOW.replace(tzinfo=None)

    with pytest.raises(StatementError, match="without a time zone"), office.store.write() as tx:
        tx.deliveries.take("key", now=naive)


def test_an_instant_comes_back_as_it_went_in(office: Office) -> None:
    store = office.store
    with store.database.write() as connection:
        row = {"workspace_id": store.workspace_id, "key": "key", "received_at": NOW}
        connection.execute(insert(deliveries).values(row))

    with store.database.read() as connection:
        (read,) = connection.execute(select(deliveries.c.received_at)).scalars()

    assert read == NOW
    assert read.utcoffset() == NOW.utcoffset()


def _schema(connection: Connection) -> dict[str, Any]:
    inspector = inspect(connection)
    names = sorted(set(inspector.get_table_names()) - {"alembic_version"})
    return {name: {kind: _facts(inspector, kind, name) for kind in KINDS} for name in names}


def _facts(inspector: Any, kind: str, table: str) -> list[str]:  # noqa: ANN401 - it has no useful type
    found = getattr(inspector, f"get_{kind}")(table)
    return sorted(_words(entry) for entry in (found if isinstance(found, list) else [found]))


def _words(fact: object) -> str:
    """Write a fact so that two of them can be compared: conditions of indexes cannot."""
    if isinstance(fact, dict):
        return str({name: _words(value) for name, value in sorted(fact.items())})
    return str(fact)
