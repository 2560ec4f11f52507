"""A clock that somebody may set wrong, and right again."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.clock import SetClock


class WrongClock(SetClock):
    """A clock that is ahead of the truth by as much as somebody has set it."""

    def __init__(self, at: datetime) -> None:
        super().__init__(at)
        self.ahead = timedelta()

    def now(self) -> datetime:
        return self.true() + self.ahead

    def true(self) -> datetime:
        """Give the instant that it really is."""
        return super().now()

    def advance_to(self, at: datetime) -> None:
        super().advance_to(at - self.ahead)
