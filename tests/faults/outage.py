"""A database that is away for a while."""

from __future__ import annotations

import os
import signal
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

import psycopg
from psycopg import sql
from sqlalchemy import event, make_url

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from sqlalchemy import Engine


@contextmanager
def postgres_away(url: str) -> Iterator[None]:
    """Close a database, with whatever is going on in it, and open it again."""
    with _admin(url) as (admin, name):
        allowing = sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS {}")
        admin.execute(allowing.format(name, sql.SQL("false")))
        admin.execute(_OTHERS, [make_url(url).database])
        try:
            yield
        finally:
            admin.execute(allowing.format(name, sql.SQL("true")))


def disk_full(engine: Engine) -> AbstractContextManager[None]:
    """Leave a SQLite database no room to grow."""
    return _pragma(engine, "max_page_count = 1", then="max_page_count = 1073741823")


def read_only(engine: Engine) -> AbstractContextManager[None]:
    """Let a SQLite database be read and not written, as on a disk with errors."""
    return _pragma(engine, "query_only = 1", then="query_only = 0")


@contextmanager
def _pragma(engine: Engine, meanwhile: str, *, then: str) -> Iterator[None]:
    """Set a pragma on every connection that is used meanwhile, and another one afterwards."""

    def confine(connection: Any, *_: object) -> None:  # noqa: ANN401 - the driver's own
        connection.execute(f"PRAGMA {meanwhile}")

    def free(connection: Any, *_: object) -> None:  # noqa: ANN401 - the driver's own
        connection.execute(f"PRAGMA {then}")

    event.listen(engine, "checkout", confine)
    try:
        yield
    finally:
        event.remove(engine, "checkout", confine)
        event.listen(engine, "checkout", free)


def crash(url: str) -> None:
    """Have a server of ours lose everybody, as when it crashes; it comes back by itself."""
    victim = psycopg.connect(_plain(url))
    os.kill(victim.info.backend_pid, signal.SIGKILL)
    # The server notices, ends all connections and recovers from its log.
    with suppress(psycopg.OperationalError):
        victim.execute("SELECT pg_sleep(5)")
    victim.close()


def is_there(url: str) -> bool:
    """Say whether a server takes connections."""
    try:
        with psycopg.connect(_plain(url)):
            return True
    except psycopg.OperationalError:
        return False


_OTHERS = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"


@contextmanager
def _admin(url: str) -> Iterator[tuple[psycopg.Connection[Any], sql.Identifier]]:
    whole = make_url(url)
    plain = _plain(whole.set(database="postgres").render_as_string(hide_password=False))
    with psycopg.connect(plain, autocommit=True) as admin:
        yield admin, sql.Identifier(whole.database or "")


def _plain(url: str) -> str:
    return url.replace("postgresql+psycopg://", "postgresql://", 1)
