from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.support.commands import CommandLine

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support.databases import PostgresDatabases

# Two desks, so that what one has loaded in pieces can be compared with the other.
OFFICE = """
[[desks]]
key = "it"
team_channel = "C04TEAM"
timezone = "UTC"
closed_days = [2016-04-21]

[desks.hours]
mon = ["09:00-17:00"]
tue = ["09:00-17:00"]
wed = ["09:00-17:00"]
thu = ["09:00-17:00"]
fri = ["09:00-17:00"]

[[desks]]
key = "hr"
team_channel = "C04HR"
timezone = "UTC"
"""


@pytest.fixture
def firstline(tmp_path: Path, database_url: str) -> CommandLine:
    """Hand out the command line of a desk with office hours, on each kind of database."""
    return CommandLine(folder=tmp_path, database_url=database_url).configure(OFFICE)


@pytest.fixture
def on_postgres(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[CommandLine]:
    """Hand out the same command line on PostgreSQL, for what takes too long to be done twice."""
    if "postgresql" not in os.environ.get("FIRSTLINE_TEST_DATABASES", "postgresql"):
        pytest.skip("This run leaves PostgreSQL out.")
    databases: PostgresDatabases = request.getfixturevalue("postgres_databases")
    with databases.fresh() as url:
        yield CommandLine(folder=tmp_path, database_url=url).configure(OFFICE)


@pytest.fixture
def quick(tmp_path: Path) -> CommandLine:
    """Hand out the same command line where the kind of database makes no difference."""
    url = f"sqlite:///{tmp_path / 'desk.db'}"
    return CommandLine(folder=tmp_path, database_url=url).configure(OFFICE)
