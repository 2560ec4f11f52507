from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.e2e.workplace import Plan, Workplace, workplace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def plan(database_url: str, tmp_path: Path) -> Plan:
    """Plan a workplace to which Slack delivers for as long as it takes."""
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
