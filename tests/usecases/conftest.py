from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.offices import office_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.usecases.office import Office


@pytest.fixture
def office(database_url: str) -> Iterator[Office]:
    with office_on(database_url) as opened:
        yield opened
