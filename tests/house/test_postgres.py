from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

from tests.support.postgres import PostgresUnavailable, running_postgres

if TYPE_CHECKING:
    from tests.support.postgres import PostgresServer

ABANDONED = """
from tests.support.postgres import running_postgres

with running_postgres() as server:
    print(server.folder, flush=True)
    input()
"""


def connect(server: PostgresServer, name: str) -> psycopg.Connection:
    return psycopg.connect(server.url(name).replace("+psycopg", ""), autocommit=True)


def test_a_copy_of_a_template_holds_what_the_template_holds(
    postgres_server: PostgresServer,
) -> None:
    postgres_server.create_database("original")
    with connect(postgres_server, "original") as original:
        original.execute("CREATE TABLE note AS SELECT 'hello' AS words")

    postgres_server.create_database("copy", template="original")

    with connect(postgres_server, "copy") as copy:
        assert copy.execute("SELECT words FROM note").fetchone() == ("hello",)
    postgres_server.drop_database("copy")
    postgres_server.drop_database("original")


def test_a_database_goes_even_when_a_test_left_a_connection_open(
    postgres_server: PostgresServer,
) -> None:
    postgres_server.create_database("busy")
    with connect(postgres_server, "busy"):
        postgres_server.drop_database("busy")

    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        connect(postgres_server, "busy")


def test_nothing_is_left_of_a_server_that_was_stopped() -> None:
    with running_postgres() as server:
        assert server.folder.exists()

    assert not server.folder.exists()


def test_nothing_is_left_of_a_server_whose_test_run_was_killed() -> None:
    command = [sys.executable, "-c", ABANDONED]
    with subprocess.Popen(  # noqa: S603 - The command is written above.
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as run:
        assert run.stdout is not None
        folder = Path(run.stdout.readline().strip())
        assert folder.exists()
        run.kill()

    deadline = time.monotonic() + 30
    while folder.exists():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.mark.skipif(os.geteuid() != 0, reason="Only root has to become somebody else.")
def test_root_may_use_an_installation_that_is_closed_to_other_users(
    postgres_server: PostgresServer, tmp_path: Path
) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    (closed / "home").symlink_to(postgres_server.programs.parent)

    with running_postgres(closed / "home") as server:
        server.create_database("anything")

        assert closed not in server.programs.parents


def test_a_broken_installation_is_reported_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    for program in ("postgres", "initdb"):
        (tmp_path / "bin" / program).write_text("#!/bin/sh\necho no such locale >&2; exit 1\n")
        (tmp_path / "bin" / program).chmod(0o755)

    with (
        pytest.raises(PostgresUnavailable, match="initdb failed: no such locale"),
        running_postgres(tmp_path),
    ):
        pytest.fail("The server must not start.")
