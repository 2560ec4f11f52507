from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.commands import CommandLine

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def firstline(tmp_path: Path) -> CommandLine:
    """Hand out the command line of a desk that has never been started."""
    return CommandLine(folder=tmp_path, database_url=f"sqlite:///{tmp_path}/desk.db").configure()
