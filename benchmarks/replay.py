"""Loading a history through the rules of the desk, against inserting its rows blindly."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.cpu import FIRSTLINE, cpu_of
from benchmarks.invented import write_history
from benchmarks.outcome import Outcome, show
from storage.migrations import upgrade

AIM = 10.0
_REAL = Path(__file__).parents[2] / "shared" / "data" / "uci_events.csv.gz"
_CONFIG = '[[desks]]\nkey = "it"\nteam_channel = "C04TEAM"\n'
_TABLES = ("people", "requests", "request_events")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """What one table holds."""

    table: str
    rows: list[tuple[object, ...]]


def measure(*, small: bool) -> Outcome:
    """Compare the CPU of `firstline replay` with that of one bare `executemany` per table."""
    replays, bares, sizes = [], [], ""
    with TemporaryDirectory() as name:
        folder = Path(name)
        file = _history(folder, small=small)
        for turn in range(1 if small else 3):
            database = folder / f"replayed-{turn}.db"
            replays.append(_replay(file, database))
            content = [_rows(database, table) for table in _TABLES]
            bares.append(_insert(content, folder / f"bare-{turn}.db"))
            sizes = ", ".join(f"{len(one.rows):,} {one.table}" for one in content)
    replayed, bare = median(replays), median(bares)
    figures = f"CPU: replay {replayed:.2f} s, bare inserts {bare:.2f} s"
    remarks = (figures, f"rows: {sizes}")
    return Outcome(name="replay", ratio=replayed / bare, aim=AIM, remarks=remarks)


def _history(folder: Path, *, small: bool) -> Path:
    """Find the real history, or invent one of its size."""
    if _REAL.exists() and not small:
        return _REAL
    return write_history(folder / "history.csv", requests=500 if small else 25_000)


def _replay(file: Path, database: Path) -> float:
    """Give the CPU seconds of the whole command, starting Python included."""
    config = database.with_suffix(".toml")
    config.write_text(_CONFIG, encoding="utf-8")
    environ = {
        **os.environ,
        "FIRSTLINE_CONFIG": str(config),
        "FIRSTLINE_DATABASE_URL": f"sqlite:///{database}",
    }
    return cpu_of(*FIRSTLINE, "replay", str(file), "--desk", "it", "--tz", "UTC", environ=environ)


def _rows(database: Path, table: str) -> Rows:
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 - Named above.
    return Rows(table=table, rows=rows)


def _insert(content: list[Rows], database: Path) -> float:
    """Give the CPU seconds of inserting the rows into an empty database, in one transaction."""
    upgrade(f"sqlite:///{database}")
    with closing(sqlite3.connect(database)) as connection:
        before = time.process_time()
        with connection:
            for one in content:
                slots = ", ".join("?" * len(one.rows[0]))
                statement = f"INSERT INTO {one.table} VALUES ({slots})"  # noqa: S608 - Named above.
                connection.executemany(statement, one.rows)
        return time.process_time() - before


if __name__ == "__main__":
    show(measure)
