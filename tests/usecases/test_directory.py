"""What Slack tells by itself is not undone by an answer to an older question."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.usecases.company import directory
from tests.support.offices import ALICE, NOW

if TYPE_CHECKING:
    from datetime import datetime

    from bot.usecases.office import Office

LATER = NOW + timedelta(hours=1)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("asked_at", "name"), [(LATER - SECOND, "Alicia"), (LATER, "Alicia"), (LATER + SECOND, "Alice")]
)
def test_an_answer_that_is_older_than_an_event_changes_nothing(
    office: Office, asked_at: datetime, name: str
) -> None:
    directory.learn(office, [{"slack_id": ALICE, "name": "Alicia"}], now=LATER)

    answer = [{"slack_id": ALICE, "name": "Alice"}]
    directory.learn(office, answer, now=asked_at, was_asked=True)

    with office.store.read() as tx:
        assert tx.people.ensure(ALICE).name == name
