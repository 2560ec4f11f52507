"""Connections and transactions on SQLite and PostgreSQL."""

from __future__ import annotations

import threading
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, OperationalError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from sqlalchemy.engine.interfaces import DBAPIConnection
    from sqlalchemy.pool import ConnectionPoolEntry

#: Milliseconds that a writer waits for another process that holds the SQLite file.
BUSY_TIMEOUT = 8000


class Unreachable(Exception):
    """The database cannot be opened; the message is the driver's."""


@contextmanager
def reaching() -> Iterator[None]:
    """Say `Unreachable` of a database that is not there, cannot be read or refuses us."""
    try:
        yield
    except OperationalError as error:
        reason = str(error.orig).strip().splitlines()
        raise Unreachable(reason[0] if reason else "no reason given") from error


def address(url: str) -> URL:
    """Read where a database is; raises `Unreachable`, and never repeats what it has read."""
    try:
        return make_url(url)
    except (ArgumentError, ValueError):
        # The error may quote a part of the password, in which some characters mean something.
        reason = "its address cannot be read; write @, : and / in a password as %40, %3A and %2F"
        raise Unreachable(reason) from None


def open_engine(url: str) -> Engine:
    """Build an engine whose transactions behave alike on SQLite and PostgreSQL.

    Raises `Unreachable` for an address that is none.
    """
    known = address(url)
    # What people wrote is in the parameters, and with an error it would come into the logs.
    habits = {"pool_size": 10, "max_overflow": 30, "hide_parameters": True}
    if not url.startswith("sqlite"):
        return create_engine(known, pool_pre_ping=True, **habits)
    engine = create_engine(known, pool_use_lifo=True, **habits)
    event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _prepare_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    # The driver must not open transactions by itself: `Database` does, with the right words.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        # FULL, since NORMAL can lose commits that Slack has already been told about.
        "synchronous=FULL",
        f"busy_timeout={BUSY_TIMEOUT}",
        "foreign_keys=ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Database:
    """An engine, and the one lock that keeps SQLite's writers in a fair queue."""

    engine: Engine
    writer: AbstractContextManager[object]

    @classmethod
    def open(cls, url: str) -> Database:
        """Open the database at `url`; nothing is read or written yet."""
        # Several writer threads on one SQLite file starve each other; a lock of the process
        # lets them in one after the other.
        is_sqlite = url.startswith("sqlite")
        return cls(engine=open_engine(url), writer=threading.Lock() if is_sqlite else nullcontext())

    @property
    def is_sqlite(self) -> bool:
        """Whether this is the single-file database."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Run one transaction that may change rows; it is committed on leaving."""
        with self.writer, self.engine.begin() as connection:
            # A transaction that first reads and then writes would lose updates otherwise.
            self._begin(connection, "BEGIN IMMEDIATE")
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Run one transaction that only reads, beside any writer."""
        with self.engine.begin() as connection:
            self._begin(connection, "BEGIN")
            yield connection

    def _begin(self, connection: Connection, words: str) -> None:
        # Not by a listener: an engine that has one pays for it with every statement.
        if self.is_sqlite:
            connection.exec_driver_sql(words)

    def close(self) -> None:
        """Give every connection back."""
        self.engine.dispose()
