"""How a running process does: what it answers and sends, and which of its parts are at work."""

from __future__ import annotations

import time
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from prometheus_client import CollectorRegistry, Counter, Histogram

if TYPE_CHECKING:
    from collections.abc import Callable

#: Seconds; Slack gives up on an answer after three.
BUCKETS: Final = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0)

_SERVER_ERROR: Final = 500


class Part(StrEnum):
    """A part of the process that goes round and round."""

    SENDER = "sender"
    SCHEDULER = "scheduler"
    SOCKET = "socket"


class Pulse:
    """Counters and beats of one process; any thread may touch them."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        """Begin at nothing; `now` gives seconds since any fixed moment."""
        self.registry = CollectorRegistry()
        self._now = now
        self._beats: dict[Part, float] = {}
        self._answers = Histogram(
            "firstline_answer_seconds",
            "Seconds until a delivery of Slack was answered.",
            ("kind", "outcome"),
            buckets=BUCKETS,
            registry=self.registry,
        )
        self._sent = Counter(
            "firstline_sent",
            "Messages by what became of the attempt to send them.",
            ("kind", "outcome"),
            registry=self.registry,
        )

    def now(self) -> float:
        """Give the seconds by which answers are timed."""
        return self._now()

    def answered(self, kind: str, *, status: int, since: float) -> None:
        """Count an answer to a delivery of Slack, by HTTP's status, that began at `since`."""
        outcome = "failed" if status >= _SERVER_ERROR else "answered"
        self._answers.labels(kind, outcome).observe(self._now() - since)

    def sent(self, kind: str, outcome: str) -> None:
        """Count an attempt to send."""
        self._sent.labels(kind, outcome).inc()

    def beat(self, part: Part) -> None:
        """Note that a part is at work."""
        self._beats[part] = self._now()

    def silent(self, part: Part) -> float | None:
        """Give the seconds since a part was last at work; None if it never was."""
        beat = self._beats.get(part)
        return None if beat is None else self._now() - beat
