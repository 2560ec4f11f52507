"""The workspace's own clock: what time it is, and timestamps that never repeat."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

MICROSECONDS = 1_000_000


def wall_clock() -> datetime:
    """Read the real time."""
    return datetime.now(UTC)


class Clock:
    """Tell the time by a given function and mint message timestamps from it."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._last = 0

    def now(self) -> datetime:
        """Return the current instant, aware."""
        return self._now()

    def seconds(self) -> float:
        """Return the current instant in seconds since 1970."""
        return self._now().timestamp()

    def ts(self) -> str:
        """Return "seconds.micros", later than every timestamp before, even if time stands still."""
        self._last = max(self._last + 1, round(self.seconds() * MICROSECONDS))
        return f"{self._last // MICROSECONDS}.{self._last % MICROSECONDS:06d}"
