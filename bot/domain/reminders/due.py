"""Which reminders are to be sent now, which have been overtaken, and when to look again."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.domain.reminders.days import working_days_later

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from bot.domain.calendar import Calendar
    from bot.domain.reminders.reminder import Key, Reminder


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What became of a step: `sent_at` is None as long as nobody has it."""

    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Take:
    """What is to be sent now, and what counts as passed because a higher step is sent."""

    send: tuple[Reminder, ...]
    passed: tuple[Reminder, ...]


def take(
    steps: Iterable[Reminder], done: Mapping[Key, Done], calendar: Calendar, now: datetime
) -> Take:
    """Choose of each ladder the highest step that is due; the steps below it are passed.

    Of a ladder that goes in turn the next step is due, once the one before has been sent.
    """
    send: list[Reminder] = []
    passed: list[Reminder] = []
    for ladder in _ladders(steps):
        left = [r for r in _left(ladder, done, calendar) if r.at <= now]
        send += left[-1:]
        passed += left[:-1]
    return Take(send=tuple(send), passed=tuple(passed))


def look_at(
    steps: Iterable[Reminder], done: Mapping[Key, Done], calendar: Calendar
) -> datetime | None:
    """Give the instant at which the next step falls due."""
    left = (reminder for ladder in _ladders(steps) for reminder in _left(ladder, done, calendar))
    return min((reminder.at for reminder in left), default=None)


def _ladders(steps: Iterable[Reminder]) -> Iterator[Sequence[Reminder]]:
    ladders: dict[tuple[str, str], list[Reminder]] = defaultdict(list)
    for step in steps:
        ladders[step.key.ladder, step.key.cycle].append(step)
    return (sorted(ladder, key=lambda step: step.key.step) for ladder in ladders.values())


def _left(
    ladder: Sequence[Reminder], done: Mapping[Key, Done], calendar: Calendar
) -> Sequence[Reminder]:
    """Give the steps above the highest one that was taken."""
    taken = [place for place, step in enumerate(ladder) if step.key in done]
    place = max(taken, default=-1)
    left = ladder[place + 1 :]
    if not left or not left[0].in_turn:
        return left
    if place < 0:
        return left[:1]
    before, sent_at = ladder[place], done[ladder[place].key].sent_at
    return () if sent_at is None else (_later(left[0], before, calendar, sent_at),)


def _later(step: Reminder, before: Reminder, calendar: Calendar, sent_at: datetime) -> Reminder:
    """Leave as many working days as there should be since the step before was sent."""
    days = step.key.step - before.key.step
    return replace(step, at=max(step.at, working_days_later(calendar, sent_at, days)))
