"""Several copies share the work; when one dies, the others take over what it had begun."""

from __future__ import annotations

import threading
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from bot.usecases.sending.delivery import LEASE
from tests.e2e.workplace import OPENING, TEAM
from tests.faults.mortal import SPEED, mortal
from tests.support.waiting import eventually

if TYPE_CHECKING:
    from pathlib import Path

    from sandbox import Json

REQUESTS: Final = 40
SOLVED: Final = 12
#: Everything of the first day is due, and a digest.
NEXT_DAY: Final = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
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


def test_when_a_copy_dies_in_the_morning_there_is_one_digest_and_each_is_asked_once(
    database_url: str, tmp_path: Path
) -> None:
    is_sqlite = database_url.startswith("sqlite")
    with mortal(database_url, tmp_path, people=SOLVED, begin=OPENING) as scene:
        first = scene.start()
        scene.start()
        if not is_sqlite:
            scene.start_http()
        for person in scene.people:
            person.dms("My screen is dark")
        eventually(lambda: scene.cards().total() == SOLVED, "the cards", seconds=SECONDS)
        for number in range(1, SOLVED + 1):
            scene.theo.command("/desk", f"resolve {number} Turned it on")
        eventually(scene.is_quiet, "the solutions to be told", seconds=SECONDS)

        scene.clock.leap_to(NEXT_DAY)
        eventually(scene.questions, "the first questions", seconds=SECONDS)
        scene.kill(first)
        eventually(lambda: scene.questions().total() >= SOLVED, "all questions", seconds=SECONDS)
        eventually(lambda: scene.digests() and scene.is_quiet(), "the digest", seconds=SECONDS)

        assert scene.questions() == Counter(person.name for person in scene.people)
        assert list(scene.digests().values()) == [1]


def test_what_a_dead_copy_had_begun_is_taken_over_when_its_lease_is_over(
    database_url: str, tmp_path: Path
) -> None:
    with mortal(database_url, tmp_path, people=1) as scene:
        doomed = scene.start()
        held = threading.Event()

        def is_card(args: Json) -> bool:
            if args["channel"] == TEAM:
                held.set()
                return True
            return False

        scene.slack.faults.fail("chat.postMessage", reset="before", hang=2.0, match=is_card)
        scene.asks(0)
        eventually(held.is_set, "the card to be on its way", seconds=SECONDS)
        scene.kill(doomed)
        died = scene.clock.now()
        scene.start()
        eventually(scene.cards, "the card", seconds=SECONDS)

        # As this clock runs, a second of a busy machine is half a minute.
        waited = scene.clock.now() - died
        assert waited < LEASE + timedelta(seconds=10 * SPEED)
        assert scene.cards() == {"#1": 1}
