"""The program as an administrator starts it: it waits for Slack, and stops in good order."""

from __future__ import annotations

import socket
import time
from collections import Counter
from typing import TYPE_CHECKING, Final
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest

from tests.faults.mortal import RECEIPT, STARTING, Mortal
from tests.faults.mortal import mortal as set_up
from tests.support.waiting import eventually

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

REQUESTS: Final = 8
SECONDS: Final = 100
#: Seconds in which a process that is told to stop has to be gone.
STOPPING: Final = 15.0
FOREVER: Final = 10**6


@pytest.fixture
def scene(database_url: str, tmp_path: Path) -> Iterator[Mortal]:
    if database_url.startswith("postgresql"):
        pytest.skip("It starts and stops alike on either database.")
    with set_up(database_url, tmp_path, people=REQUESTS, speed=1.0) as opened:
        yield opened


def test_while_slack_is_away_at_the_start_it_waits_and_says_so(scene: Mortal) -> None:
    scene.slack.faults.fail("*", status=503, times=FOREVER)
    port = _free_port()

    scene.run(monitor=port)
    eventually(lambda: _asked(port, "/readyz")[0], "an answer", seconds=STARTING)
    waiting = _asked(port, "/readyz"), _asked(port, "/healthz"), _asked(port, "/metrics")[0]
    scene.slack.faults.clear()
    eventually(lambda: _asked(port, "/readyz")[0] == 200, "readiness", seconds=STARTING)
    scene.asks(0)
    eventually(scene.cards, "the card", seconds=SECONDS)

    assert waiting == ((503, "Slack has not answered yet"), (200, "ok"), 200)
    assert scene.cards() == {"#1": 1}


def test_told_to_stop_while_it_waits_for_slack_it_stops(scene: Mortal) -> None:
    scene.slack.faults.fail("*", status=503, times=FOREVER)
    process = scene.run()
    eventually(lambda: scene.slack.calls, "a question to Slack", seconds=STARTING)

    begun = time.monotonic()
    status = scene.terminate(process)

    assert status == 0
    assert time.monotonic() - begun < STOPPING


def test_told_to_stop_amid_the_work_it_is_gone_in_time_and_the_rest_follows(
    scene: Mortal,
) -> None:
    process = scene.run()
    eventually(lambda: scene.slack.connections, "a connection", seconds=STARTING)
    scene.slack.faults.fail("chat.postMessage", hang=1.0, times=REQUESTS)
    for index in range(REQUESTS):
        scene.asks(index)
    eventually(lambda: scene.filed() >= REQUESTS // 2, "some work", seconds=SECONDS)

    begun = time.monotonic()
    status = scene.terminate(process)
    seconds = time.monotonic() - begun
    scene.run()
    eventually(scene.is_quiet, "everything to be told", seconds=SECONDS)

    numbers = range(1, REQUESTS + 1)
    assert status == 0
    assert seconds < STOPPING
    assert scene.filed() == REQUESTS
    assert scene.cards() == Counter(f"#{number}" for number in numbers)
    assert scene.receipts() == Counter(f"{RECEIPT}{number}" for number in numbers)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    return port


def _asked(port: int, page: str) -> tuple[int, str]:
    """Ask the monitor; 0 while nobody answers."""
    try:
        with urlopen(f"http://127.0.0.1:{port}{page}") as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        return error.code, error.read().decode()
    except (URLError, OSError):
        return 0, ""
