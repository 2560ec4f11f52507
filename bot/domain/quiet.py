"""Quiet hours: what can wait for the receiver's morning, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.domain.messages import NoticeKind
from bot.domain.request import Priority

if TYPE_CHECKING:
    from datetime import time

#: What asks for nothing now. Answers, questions and calls for help are none of these.
_PATIENT = frozenset(
    {
        NoticeKind.CANCELLED,
        NoticeKind.MERGED,
        NoticeKind.UNMERGED,
        NoticeKind.WHOLE_CANCELLED,
        NoticeKind.LOW_RATING,
        NoticeKind.TECHNICIAN_LEFT,
    }
)


def can_wait(kind: NoticeKind, priority: Priority | None = None) -> bool:
    """Say whether a notice can wait for the morning; nothing about a P1 can."""
    return kind in _PATIENT and priority is not Priority.P1


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietHours:
    """The stretch of the local day, mostly over midnight, in which nobody is disturbed."""

    start: time
    end: time

    def __str__(self) -> str:
        return f"{self.start:%H:%M}-{self.end:%H:%M}"

    def morning(self, now: datetime, zone_name: str) -> datetime | None:
        """Give the instant at which the quiet hours around `now` end; None outside of them.

        A zone that this machine does not know counts as UTC.
        """
        zone = _zone(zone_name)
        local = now.astimezone(zone)
        if not self._holds(local.time()):
            return None
        day = local.date() + timedelta(days=local.time() >= self.end)
        return datetime.combine(day, self.end, tzinfo=zone).astimezone(UTC)

    def _holds(self, clock: time) -> bool:
        if self.start < self.end:
            return self.start <= clock < self.end
        return clock >= self.start or clock < self.end


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")
