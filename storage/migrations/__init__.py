"""The history of the schema; `upgrade` brings any database to the newest version."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import column, inspect, select, table

from storage.engine import Database, Unreachable, address, reaching

if TYPE_CHECKING:
    from sqlalchemy import Connection

_HERE = Path(__file__).parent
# Where Alembic notes which step a database has reached.
_REACHED = table("alembic_version", column("version_num"))


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
    if not is_current(connection):
        _take_steps(connection)


def is_current(connection: Connection) -> bool:
    """Say whether the schema is the newest one."""
    return version(connection) == newest()


def newest() -> str:
    """Give the version that the steps in this package lead to; each begins with its number."""
    return max(step.name[:4] for step in (_HERE / "versions").glob("[0-9]*.py"))


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
    if not inspect(connection).has_table(_REACHED.name):
        return None
    reached: str | None = connection.execute(select(_REACHED)).scalar()
    return reached


def _take_steps(connection: Connection) -> None:
    # Alembic weighs as much as the whole desk, and most starts find nothing to do.
    from alembic import command  # noqa: PLC0415 - see above
    from alembic.config import Config  # noqa: PLC0415 - see above

    config = Config()
    config.set_main_option("script_location", str(_HERE))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
