"""Histories to be replayed, and what a desk knows afterwards."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from storage.store import open_store

if TYPE_CHECKING:
    from click.testing import Result

    from tests.support.commands import CommandLine

HISTORIES = Path(__file__).parents[1] / "histories"
SMALL = HISTORIES / "small_events.csv"
HEADER = "request_id,seq,ts,event,actor,group,detail"
OPENED = "A1,0,2016-04-18T09:00:00,opened,Alice,,priority=2 - High;category=Access;channel=Phone"


def history(folder: Path, *lines: str) -> Path:
    """Write a history, its header first."""
    path = folder / "history.csv"
    path.write_text("\n".join([HEADER, *lines, ""]), encoding="utf-8")
    return path


def replay(firstline: CommandLine, path: Path, *options: object, desk: str = "it") -> Result:
    """Load a history into a desk."""
    return firstline.run("replay", path, "--desk", desk, "--tz", "UTC", *options)


def rows(firstline: CommandLine, query: str) -> list[tuple[Any, ...]]:
    """Read from the database of a desk."""
    store = open_store(firstline.database_url)
    try:
        with store.database.read() as connection:
            return [tuple(row) for row in connection.exec_driver_sql(query)]
    finally:
        store.close()


def log(firstline: CommandLine, source_id: str = "A1") -> list[str]:
    """Give the kinds of everything that happened to a request."""
    query = f"""
        SELECT e.kind FROM request_events e JOIN requests r ON r.id = e.request_id
        WHERE r.source_id = '{source_id}' ORDER BY e.seq
    """  # noqa: S608 - the names are the tests' own
    return [str(kind) for (kind,) in rows(firstline, query)]


def state(firstline: CommandLine, column: str, source_id: str = "A1") -> object:
    """Give one column of a request."""
    query = f"SELECT {column} FROM requests WHERE source_id = '{source_id}'"  # noqa: S608 - as above
    ((value,),) = rows(firstline, query)
    return value


def everything(firstline: CommandLine, desk: str = "it") -> list[list[tuple[Any, ...]]]:
    """Give all that a replay writes for a desk, whatever ids and numbers it took."""
    queries = (
        """
        SELECT source_id, state, events, created_at, resolved_at, ended_at, resolutions, owner_id
        FROM requests WHERE desk_key = '{}' ORDER BY source_id
        """,
        """
        SELECT r.source_id, e.seq, e.kind, e.at, p.name, e.actor_kind FROM request_events e
        JOIN requests r ON r.id = e.request_id LEFT JOIN people p ON p.id = e.actor_id
        WHERE r.desk_key = '{}' ORDER BY r.source_id, e.seq
        """,
        """
        SELECT day, opened, resolved, reopened, withdrawn FROM daily_flow
        WHERE desk_key = '{}' ORDER BY day
        """,
    )
    return [rows(firstline, query.format(desk)) for query in queries]
