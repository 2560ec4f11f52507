"""A process that dies at any moment leaves nothing half done and nothing done twice."""

from __future__ import annotations

import random
import threading
from collections import Counter
from typing import TYPE_CHECKING, Final

import pytest
from sqlalchemy import update

from storage.tables import workspaces
from tests.e2e.workplace import TEAM
from tests.faults.mortal import Mortal
from tests.faults.mortal import mortal as set_up
from tests.support.waiting import eventually

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: One of each person, since what somebody says within a minute is one request.
REQUESTS: Final = 60
KILLS: Final = 2
SECONDS: Final = 100
ON_POSTGRES: Final = {"after_commit", "before_noting"}


@pytest.fixture
def mortal(database_url: str, tmp_path: Path) -> Iterator[Mortal]:
    with set_up(database_url, tmp_path, people=REQUESTS) as scene:
        yield scene


@pytest.mark.parametrize(
    "point", ["before_commit", "after_commit", "before_noting", "after_noting"]
)
def test_killed_at_a_point_it_goes_on_as_if_nothing_had_been(mortal: Mortal, point: str) -> None:
    if mortal.is_sqlite == (point in ON_POSTGRES):
        pytest.skip("Each point on one of the two databases; soaking takes either.")
    doomed = mortal.start(die=point)

    for index in range(6):
        mortal.asks(index)
    eventually(lambda: doomed.poll() is not None, "the end", seconds=SECONDS)
    mortal.kill()
    mortal.start()
    eventually(mortal.is_quiet, "everything to be told", seconds=SECONDS)

    numbers = range(1, 7)
    assert mortal.filed() == 6
    assert mortal.cards() == Counter(f"#{number}" for number in numbers)
    assert mortal.receipts() == Counter(f"We have your request #{number}" for number in numbers)


def test_killed_amid_sixty_requests_there_is_one_of_each(mortal: Mortal) -> None:
    mortal.start()
    chance = random.Random(200)  # noqa: S311 - nothing secret is drawn
    each = REQUESTS // (KILLS + 1)
    asked = 0

    for _ in range(KILLS):
        calls = len(mortal.slack.calls) + chance.randrange(5, each)
        for index in range(asked, asked + each):
            mortal.asks(index)
        asked += each
        _wait_for_calls(mortal, calls)
        mortal.kill()
        mortal.start()
    for index in range(asked, REQUESTS):
        mortal.asks(index)
    eventually(mortal.is_quiet, "everything to be told", seconds=SECONDS)

    numbers = range(1, REQUESTS + 1)
    assert mortal.filed() == REQUESTS
    assert mortal.cards() == Counter(f"#{number}" for number in numbers)
    assert mortal.receipts() == Counter(f"We have your request #{number}" for number in numbers)
    assert all(delivery.acked for delivery in mortal.slack.deliveries)


def test_killed_before_it_could_commit_the_request_comes_with_the_next_attempt(
    mortal: Mortal,
) -> None:
    mortal.start()
    with mortal.database.write() as connection:
        # The number of the next request is held back, so that filing cannot go on.
        held = update(workspaces).values(last_number=workspaces.c.last_number)
        connection.execute(held)
        mortal.asks(1)
        eventually(lambda: mortal.slack.deliveries[-1].attempts > 1, "a second attempt")
        mortal.kill()
    before = mortal.filed()

    mortal.start()
    eventually(lambda: mortal.filed() and mortal.is_quiet(), "the request", seconds=SECONDS)

    assert before == 0
    assert mortal.filed() == 1
    assert mortal.cards() == {"#1": 1}
    assert mortal.receipts() == {"We have your request #1": 1}


def test_killed_between_a_post_and_its_answer_it_does_not_post_again(mortal: Mortal) -> None:
    mortal.start()
    arrived = threading.Event()

    def is_card(args: dict[str, object]) -> bool:
        if args["channel"] != TEAM:
            return False
        arrived.set()
        return True

    mortal.slack.faults.fail("chat.postMessage", hang=0.5, match=is_card)
    mortal.asks(1)
    eventually(arrived.is_set, "the card to be on its way")
    mortal.kill()
    mortal.start()
    eventually(mortal.is_quiet, "everything to be told", seconds=SECONDS)

    assert mortal.cards() == {"#1": 1}
    assert mortal.receipts() == {"We have your request #1": 1}


def _wait_for_calls(mortal: Mortal, number: int) -> None:
    eventually(lambda: len(mortal.slack.calls) >= number, "some work", seconds=SECONDS)
