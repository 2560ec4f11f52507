"""What stands in an app's database, asked from outside so that it costs the app nothing."""

from __future__ import annotations

import sqlite3
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import psycopg

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOOK = 0.002
_SETTLED = 0.02


class Rows:
    """One connection to a database that both apps keep their requests and outbox in."""

    def __init__(self, url: str) -> None:
        """Connect; each look sees what is committed then."""
        if url.startswith("sqlite"):
            path = url.removeprefix("sqlite:///")
            self._connection: Any = sqlite3.connect(path, check_same_thread=False)
        else:
            self._connection = psycopg.connect(url.replace("+psycopg", ""), autocommit=True)

    def requests(self) -> int:
        """Count the requests."""
        return self._count("SELECT count(*) FROM requests")

    def wait_until_all_is_said(self, *, seconds: float) -> bool:
        """Wait until the outbox holds nothing that is due; False if that takes too long."""
        end = time.monotonic() + seconds
        while self._count("SELECT count(*) FROM outbox WHERE state <> 'sent'"):
            if time.monotonic() > end:
                return False
            time.sleep(_SETTLED)
        return True

    def close(self) -> None:
        """Give the connection back."""
        self._connection.close()

    @contextmanager
    def watched(self) -> Iterator[list[float]]:
        """Note the monotonic second at which each further request can be seen."""
        seen: list[float] = []
        before, done = self.requests(), threading.Event()

        def watch() -> None:
            while not done.is_set():
                fresh = self.requests() - before - len(seen)
                seen.extend([time.monotonic()] * fresh)
                time.sleep(_LOOK)

        thread = threading.Thread(target=watch)
        thread.start()
        try:
            yield seen
        finally:
            done.set()
            thread.join()

    def _count(self, query: str) -> int:
        (found,) = self._connection.execute(query).fetchone()
        return int(found)
