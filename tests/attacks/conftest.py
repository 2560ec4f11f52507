from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.attacks.door import Door, door_on
from tests.e2e.workplace import Plan, Workplace, workplace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def door(database_url: str) -> Iterator[Door]:
    """Open a door on each database."""
    with door_on(database_url) as opened:
        yield opened


@pytest.fixture
def workshop(database_url: str, tmp_path: Path) -> Iterator[Workplace]:
    """Open a workplace with a pretend Slack on each database."""
    with workplace(Plan(database_url=database_url, folder=tmp_path)) as opened:
        yield opened
