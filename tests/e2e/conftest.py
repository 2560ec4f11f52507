from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.e2e.workplace import Plan, Workplace, workplace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def plan(database_url: str, tmp_path: Path) -> Plan:
    """Plan a workplace on Socket Mode."""
    return Plan(database_url=database_url, folder=tmp_path)


@pytest.fixture
def office(plan: Plan) -> Iterator[Workplace]:
    """Open a workplace on each database."""
    with workplace(plan) as opened:
        yield opened


@pytest.fixture(params=["socket", "http"])
def desk(request: pytest.FixtureRequest, database_url: str, tmp_path: Path) -> Iterator[Workplace]:
    """Open a workplace on each database and with each way to Slack."""
    plan = Plan(database_url=database_url, folder=tmp_path, mode=request.param)
    with workplace(plan) as opened:
        yield opened
