from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pytest

from tests.e2e.workplace import Plan, Workplace, workplace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


#: What these break has nothing to do with the database; FIRSTLINE_FAULTS=all tries both.
_ON_SQLITE: Final = {"tests.faults.test_routes", "tests.faults.test_hopeless"}


@pytest.fixture
def plan(request: pytest.FixtureRequest, database_url: str, tmp_path: Path) -> Plan:
    """Plan a workplace to which Slack delivers for as long as it takes."""
    is_quick = os.environ.get("FIRSTLINE_FAULTS") != "all"
    is_postgres = database_url.startswith("postgresql")
    if is_quick and is_postgres and request.module.__name__ in _ON_SQLITE:
        pytest.skip("It fails alike on either database.")
    return Plan(database_url=database_url, folder=tmp_path, retry_delays=(0.2,) * 100)


@pytest.fixture
def office(plan: Plan) -> Iterator[Workplace]:
    """Open a workplace on each database."""
    with workplace(plan) as opened:
        yield opened


@pytest.fixture(params=["socket", "http"])
def desk(request: pytest.FixtureRequest, plan: Plan) -> Iterator[Workplace]:
    """Open a workplace on each database and with each way to Slack."""
    with workplace(replace(plan, mode=request.param)) as opened:
        yield opened
