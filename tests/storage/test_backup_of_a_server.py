"""A copy that PostgreSQL's own tools have made, amid work, can be worked with."""

from __future__ import annotations

import subprocess
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from bot.usecases.filing.intake import Filing, file_request
from storage.migrations import look
from tests.support.offices import ALICE, NOW, act, office_on

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support.databases import PostgresDatabases
    from tests.support.postgres import PostgresServer

_ENOUGH = 20


def test_a_copy_of_a_server_made_amid_writing_can_be_worked_with(
    postgres_server: PostgresServer, postgres_databases: PostgresDatabases, tmp_path: Path
) -> None:
    copy = tmp_path / "firstline.dump"
    postgres_server.create_database("restored")
    restored = postgres_server.url("restored")

    with postgres_databases.fresh() as busy, filing_without_end(busy) as written:
        use(postgres_server, "pg_dump", "--format=custom", f"--file={copy}", libpq(busy))
        before = len(written)
    use(postgres_server, "pg_restore", "--no-owner", f"--dbname={libpq(restored)}", str(copy))

    _, is_current = look(restored)
    with office_on(restored) as office:
        view = file_request(office, act(ALICE, "after"), Filing(channel="dm", text="After"))
        with office.store.read() as tx:
            waiting, _ = tx.health.waiting(NOW)
    assert is_current
    assert view is not None
    assert _ENOUGH < view.request.number <= before + 2
    assert waiting >= _ENOUGH
    postgres_server.drop_database("restored")


@contextmanager
def filing_without_end(url: str) -> Iterator[list[int]]:
    """File requests until the end, beginning with enough of them; list what was written."""
    stop = threading.Event()
    written: list[int] = []

    def write() -> None:
        with office_on(url) as office:
            while not stop.is_set():
                filing = Filing(channel="dm", text="Busy")
                file_request(office, act(ALICE, f"busy {len(written)}", NOW), filing)
                written.append(1)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        while len(written) < _ENOUGH and writer.is_alive():
            stop.wait(0.01)
        yield written
    finally:
        stop.set()
        writer.join()


def use(server: PostgresServer, tool: str, *words: str) -> None:
    program = server.programs / tool
    if not program.exists():
        pytest.skip(f"This installation of PostgreSQL comes without {tool}.")
    subprocess.run([program, *words], check=True)  # noqa: S603 - The command is built here.


def libpq(url: str) -> str:
    """Give the address as PostgreSQL's own tools take it."""
    return url.replace("+psycopg", "")
