"""The history of the schema; `upgrade` brings any database to the newest version."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from storage.engine import Database, Unreachable, address, reaching

if TYPE_CHECKING:
    from sqlalchemy import Connection


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    return config


def upgrade(url: str) -> tuple[str | None, str | None]:
    """Bring the database at `url` to the newest schema; safe to run again.

    Returns its version before (None: it was empty) and after; raises `Unreachable`.
    """
    database = Database.open(url)
    try:
        with reaching(), database.write() as connection:
            before = version(connection)
            upgrade_connection(connection)
            return before, version(connection)
    finally:
        database.close()


def upgrade_connection(connection: Connection) -> None:
    """Bring the database behind an open transaction to the newest schema."""
    if connection.dialect.name == "postgresql":
        # Several copies may start at once; the second waits here and finds nothing to do.
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(7041776)")
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def is_current(connection: Connection) -> bool:
    """Say whether the schema is the newest one."""
    known = ScriptDirectory.from_config(_config()).get_current_head()
    return version(connection) == known


def look(url: str) -> tuple[str | None, bool]:
    """Give the version of the schema at `url`, and whether it is the newest; change nothing.

    Raises `Unreachable`.
    """
    file = address(url).database
    if url.startswith("sqlite") and not (file and Path(file).exists()):
        # The driver would make an empty file of it.
        reason = "there is no such file yet"
        raise Unreachable(reason)
    database = Database.open(url)
    try:
        with reaching(), database.read() as connection:
            return version(connection), is_current(connection)
    finally:
        database.close()


def version(connection: Connection) -> str | None:
    """Give the version of the schema; None if there is none yet."""
    return MigrationContext.configure(connection).get_current_revision()
