"""The only place that reads the clock."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Something that knows what time it is."""

    def now(self) -> datetime:
        """Give the instant of now, aware and in UTC."""


class SystemClock:
    """The clock of this machine."""

    def now(self) -> datetime:
        """Give the instant of now, aware and in UTC."""
        return datetime.now(UTC)


class SetClock:
    """A clock that stands still until somebody moves it."""

    def __init__(self, at: datetime) -> None:
        """Start at `at`, which must be aware."""
        self._at = at.astimezone(UTC)
        self._lock = threading.Lock()

    def now(self) -> datetime:
        """Give the instant at which the clock was left."""
        with self._lock:
            return self._at

    def advance(self, span: timedelta) -> None:
        """Move forward by `span`."""
        with self._lock:
            self._at += span

    def advance_to(self, at: datetime) -> None:
        """Move forward to `at`; a clock never goes back."""
        with self._lock:
            self._at = max(self._at, at.astimezone(UTC))
