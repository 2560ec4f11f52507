"""Questions to the monitor that are none, from whoever gets to its port."""

from __future__ import annotations

import socket
from contextlib import suppress
from threading import Event
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import pytest

from bot.clock import SetClock
from bot.monitor import Monitor, Vitals
from bot.pulse import Pulse
from tests.support.offices import NOW, file, office_on

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Seconds.
SHORT: Final = 0.2
QUESTIONS: Final = {
    "path": b"GET /../../etc/passwd HTTP/1.0\r\n\r\n",
    "escaped path": b"GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.0\r\n\r\n",
    "address": b"GET http://evil.example/metrics HTTP/1.0\r\n\r\n",
    "verb": b"DELETE /metrics HTTP/1.0\r\n\r\n",
    "long line": b"GET /" + b"x" * 100_000 + b" HTTP/1.0\r\n\r\n",
    "many headers": b"GET /metrics HTTP/1.0\r\n" + b"X: y\r\n" * 1_000 + b"\r\n",
    "no HTTP": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
    "split answer": b"GET /metrics%0d%0aSet-Cookie:x HTTP/1.0\r\n\r\n",
}


@pytest.fixture
def monitor(database_url: str) -> Iterator[Monitor]:
    """Let a monitor answer about an office with one request."""
    with office_on(database_url) as office:
        file(office, "Quince")
        vitals = Vitals(office, SetClock(NOW), Pulse(), connected=Event())
        opened = Monitor(vitals, host="127.0.0.1", port=0, patience=SHORT)
        opened.start()
        yield opened
        opened.stop()


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_that_is_none_is_told_nothing(monitor: Monitor, name: str) -> None:
    answer = _asked(monitor, QUESTIONS[name])

    assert b" 200 " not in answer.partition(b"\r\n")[0]
    for secret in (b"Quince", b"root:", b"Traceback", b"firstline_"):
        assert secret not in answer


def test_whoever_begins_to_ask_and_says_no_more_is_not_waited_for(monitor: Monitor) -> None:
    assert _asked(monitor, b"GET /metr") == b""


def _asked(monitor: Monitor, question: bytes) -> bytes:
    """Say something to the monitor, and hear it out until it hangs up."""
    address = urlsplit(monitor.url)
    with socket.create_connection((address.hostname or "", address.port or 0), timeout=10) as line:
        line.sendall(question)
        heard = b""
        # It may hang up before it has heard everything.
        with suppress(ConnectionResetError):
            while piece := line.recv(4096):
                heard += piece
    return heard
