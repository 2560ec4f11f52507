"""Warnings: how much of the time for a promise has passed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.reminders.reminder import Key, Reminder, counted_from
from bot.domain.sla import Clock, running

#: Per cent of the time for a promise.
ALL_OF_IT = 100

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.domain.desk import Desk
    from bot.domain.request import Request
    from bot.domain.sla import Running


def warnings(request: Request, desk: Desk) -> Iterator[Reminder]:
    """Give the warnings about every promise that runs."""
    for promise in running(request, desk):
        for percent in desk.reminders.warnings.at:
            yield _warning(promise, desk, percent)


def is_breach(key: Key) -> bool:
    """Say whether a step is the end of the time for a promise."""
    return key.ladder in set(Clock) and key.step == ALL_OF_IT


def _warning(promise: Running, desk: Desk, percent: int) -> Reminder:
    cycle = counted_from(promise.start, promise.target)
    return Reminder(
        key=Key(ladder=promise.clock, cycle=cycle, step=percent),
        at=desk.calendar.next_opening(promise.passed(percent)),
        tells=desk.reminders.warnings.told_at(percent),
    )
