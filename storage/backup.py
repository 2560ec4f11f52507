"""A copy of the database while the desk goes on with its work."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from storage.engine import Database, reaching

if TYPE_CHECKING:
    from pathlib import Path


class NotAFile(Exception):
    """Only SQLite is a file that can be copied; the others have tools of their own."""


class Damaged(Exception):
    """The copy is not sound; the message is SQLite's."""


def backup(url: str, to: Path) -> None:
    """Copy the database at `url` to a new file, and check the copy.

    Writers are not held up; the copy is as of one instant. Raises `NotAFile`, `Damaged`,
    `Unreachable`, and `FileExistsError` rather than overwrite anything.
    """
    database = Database.open(url)
    try:
        if not database.is_sqlite:
            raise NotAFile
        to.touch(mode=0o600, exist_ok=False)
        with reaching(), database.engine.connect() as connection:
            source = connection.connection.driver_connection
            if not isinstance(source, sqlite3.Connection):
                raise NotAFile
            _copy(source, to)
    finally:
        database.close()


def _copy(source: sqlite3.Connection, to: Path) -> None:
    with closing(sqlite3.connect(to)) as target:
        source.backup(target)
        (verdict,) = target.execute("PRAGMA integrity_check").fetchone()
    if verdict != "ok":
        raise Damaged(verdict)
