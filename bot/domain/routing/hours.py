"""The minutes of a week at which a rule applies, by the clock on the wall."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime

DAY: Final = 24 * 60
WEEK: Final = 7 * DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekSpan:
    """The same stretch on some days of each week, in minutes after midnight.

    Days count from Monday as 0. A stretch that closes before it opens lasts into the next day.
    """

    days: frozenset[int]
    opens: int
    closes: int

    def __contains__(self, at: datetime) -> bool:
        """Say whether `at`, an instant in the zone of the desk, lies in the stretch."""
        minute = at.weekday() * DAY + at.hour * 60 + at.minute
        return any((minute - start) % WEEK < self._length for start in self._starts)

    @property
    def minutes(self) -> frozenset[int]:
        """Every minute of the week at which it applies, from Monday midnight on."""
        reach = range(self._length)
        return frozenset((start + minute) % WEEK for start in self._starts for minute in reach)

    @property
    def _starts(self) -> tuple[int, ...]:
        return tuple(day * DAY + self.opens for day in sorted(self.days))

    @property
    def _length(self) -> int:
        return self.closes - self.opens + (DAY if self.closes <= self.opens else 0)
