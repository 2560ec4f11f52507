from __future__ import annotations

from datetime import UTC, datetime, time

import pytest

from bot.domain.messages import NoticeKind
from bot.domain.quiet import QuietHours, can_wait
from bot.domain.request import Priority

NIGHT = QuietHours(start=time(20), end=time(7))
NOON = QuietHours(start=time(12), end=time(13, 30))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("hours", "zone", "now", "morning"),
    [
        (NIGHT, "UTC", "2026-03-03T19:59", None),
        (NIGHT, "UTC", "2026-03-03T20:00", "2026-03-04T07:00"),
        (NIGHT, "UTC", "2026-03-04T06:59", "2026-03-04T07:00"),
        (NIGHT, "UTC", "2026-03-04T07:00", None),
        (NOON, "UTC", "2026-03-03T12:10", "2026-03-03T13:30"),
        (NOON, "UTC", "2026-03-03T13:30", None),
        (NIGHT, "Asia/Tokyo", "2026-03-03T12:00", "2026-03-03T22:00"),
        (NIGHT, "Asia/Tokyo", "2026-03-03T09:00", None),
        # In this night the clocks go forward, so the morning comes an hour earlier.
        (NIGHT, "Europe/Berlin", "2026-03-28T22:00", "2026-03-29T05:00"),
        (NIGHT, "Europe/Berlin", "2026-03-27T22:00", "2026-03-28T06:00"),
        (NIGHT, "Nowhere/Land", "2026-03-03T21:00", "2026-03-04T07:00"),
        (NIGHT, "", "2026-03-03T21:00", "2026-03-04T07:00"),
        (NIGHT, "../../etc/passwd", "2026-03-03T21:00", "2026-03-04T07:00"),
    ],
)
def test_the_morning_is_that_of_the_receiver(
    hours: QuietHours, zone: str, now: str, morning: str | None
) -> None:
    assert hours.morning(at(now), zone) == (at(morning) if morning else None)


def test_answers_questions_and_calls_for_help_do_not_wait() -> None:
    urgent = (
        NoticeKind.RESOLVED,
        NoticeKind.WAITING_FOR_YOU,
        NoticeKind.ESCALATED_TO_LEAD,
        NoticeKind.UNDELIVERED,
    )

    assert not any(can_wait(kind) for kind in urgent)
    assert can_wait(NoticeKind.CANCELLED, Priority.P2)
    assert not can_wait(NoticeKind.CANCELLED, Priority.P1)
