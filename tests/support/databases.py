"""Databases for tests: migrated once per worker, copied for each test."""

from __future__ import annotations

import contextlib
import shutil
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support.postgres import PostgresServer

TEMPLATE = "firstline_template"


@dataclass(frozen=True, slots=True, kw_only=True)
class SqliteDatabases:
    """Copies of one migrated SQLite file."""

    folder: Path
    numbers: Iterator[int] = field(default_factory=count)

    @classmethod
    def migrated(cls, folder: Path) -> SqliteDatabases:
        """Make the file that the tests' databases are copies of."""
        _migrate(f"sqlite:///{folder / TEMPLATE}")
        return cls(folder=folder)

    @contextlib.contextmanager
    def fresh(self) -> Iterator[str]:
        """Hand out the address of an empty, migrated database and delete it afterwards."""
        place = self.folder / f"test_{next(self.numbers)}"
        place.mkdir()
        shutil.copyfile(self.folder / TEMPLATE, place / "firstline.db")
        yield f"sqlite:///{place / 'firstline.db'}"
        shutil.rmtree(place)


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresDatabases:
    """Copies of one migrated database of a PostgreSQL server."""

    server: PostgresServer
    numbers: Iterator[int] = field(default_factory=count)

    @classmethod
    def migrated(cls, server: PostgresServer) -> PostgresDatabases:
        """Make the template that the tests' databases are copies of."""
        server.create_database(TEMPLATE)
        _migrate(server.url(TEMPLATE))
        return cls(server=server)

    @contextlib.contextmanager
    def fresh(self) -> Iterator[str]:
        """Hand out the address of an empty, migrated database and drop it afterwards."""
        name = f"test_{next(self.numbers)}"
        self.server.create_database(name, template=TEMPLATE)
        yield self.server.url(name)
        self.server.drop_database(name)


def _migrate(url: str) -> None:
    # The tests of the rules need no database, so they do not wait for SQLAlchemy to load.
    from storage.migrations import upgrade  # noqa: PLC0415

    upgrade(url)
