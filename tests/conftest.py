"""What every test may ask for: above all a real, empty, migrated database."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import hypothesis
import pytest

from tests.support.databases import PostgresDatabases, SqliteDatabases
from tests.support.postgres import PostgresServer, running_postgres

if TYPE_CHECKING:
    from collections.abc import Iterator


def pytest_configure() -> None:
    """Let Hypothesis take its time, and draw the same examples in every run of CI."""
    hypothesis.settings.register_profile("local", deadline=None)
    hypothesis.settings.register_profile("ci", deadline=None, derandomize=True)
    hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "local")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run each test that touches a database on SQLite and on PostgreSQL."""
    if "database_url" in metafunc.fixturenames:
        kinds = os.environ.get("FIRSTLINE_TEST_DATABASES", "sqlite,postgresql").split(",")
        metafunc.parametrize("database_url", kinds, indirect=True)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """Start one server per worker: sharing one would save less than the locks cost."""
    with running_postgres() as server:
        yield server


@pytest.fixture(scope="session")
def sqlite_databases(tmp_path_factory: pytest.TempPathFactory) -> SqliteDatabases:
    return SqliteDatabases.migrated(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgres_databases(postgres_server: PostgresServer) -> PostgresDatabases:
    return PostgresDatabases.migrated(postgres_server)


@pytest.fixture
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """Hand out the SQLAlchemy address of an empty, migrated database."""
    # The one that is not asked for is not started.
    name = {"sqlite": "sqlite_databases", "postgresql": "postgres_databases"}[request.param]
    databases: SqliteDatabases | PostgresDatabases = request.getfixturevalue(name)
    with databases.fresh() as url:
        yield url
