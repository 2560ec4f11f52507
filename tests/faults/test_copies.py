"""Several copies share the work; when one dies, the others take over what it had begun."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from tests.e2e.workplace import TEAM
from tests.faults.mortal import mortal
from tests.support.waiting import eventually

if TYPE_CHECKING:
    from pathlib import Path

REQUESTS: Final = 40
SECONDS: Final = 100


def test_three_copies_of_which_one_is_killed_do_everything_once(
    database_url: str, tmp_path: Path
) -> None:
    is_sqlite = database_url.startswith("sqlite")
    with mortal(database_url, tmp_path, people=REQUESTS) as scene:
        first = scene.start()
        scene.start()
        if not is_sqlite:
            scene.start_http()

        for index in range(REQUESTS):
            if index == REQUESTS // 2:
                scene.kill(first)
            scene.asks(index)
        eventually(scene.is_quiet, "everything to be told", seconds=SECONDS)

        numbers = range(1, REQUESTS + 1)
        assert scene.filed() == REQUESTS
        assert scene.cards() == Counter(f"#{number}" for number in numbers)
        assert scene.receipts() == Counter(f"We have your request #{number}" for number in numbers)
        # On the way to Slack every lane keeps its order, whoever sends.
        shown = [scene.slack.read(message).split()[0] for message in scene.slack.messages(TEAM)]
        assert shown == [f"#{number}" for number in numbers]


def test_told_to_stop_it_finishes_and_leaves_nothing_behind(
    database_url: str, tmp_path: Path
) -> None:
    with mortal(database_url, tmp_path, people=REQUESTS) as scene:
        process = scene.start()
        for index in range(20):
            scene.asks(index)

        status = scene.terminate(process)
        scene.start()
        eventually(scene.is_quiet, "everything to be told", seconds=SECONDS)

        assert status == 0
        assert scene.cards() == Counter(f"#{number}" for number in range(1, 21))
