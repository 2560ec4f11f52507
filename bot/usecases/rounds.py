"""Taking up what is due, so many at a time that nobody else waits for long."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from bot.usecases.office import Office
    from storage.store import Transaction

#: As much as one look takes up; the next look follows within seconds.
ROUND = 100
#: What has failed is let alone for so long.
REST = timedelta(minutes=10)


def take_due(
    office: Office,
    job: str,
    find: Callable[[Transaction, int], Sequence[int]],
    step: Callable[[int], None],
    *,
    now: datetime,
) -> int:
    """Take `step` for each id that `find` lists as due; return how many there were.

    One that fails is let alone for a while, so that neither the others nor the database
    suffer from it; its exception is raised after them.
    """
    due = _due(office, job, find, now)

    def careful(one: int) -> None:
        try:
            step(one)
        except Exception:
            with office.store.write() as tx:
                tx.jobs.rest(job, one, until=now + REST)
            raise

    return one_by_one(due[:ROUND], careful)


def _due(
    office: Office,
    job: str,
    find: Callable[[Transaction, int], Sequence[int]],
    now: datetime,
) -> Sequence[int]:
    """List what is due and does not rest; mostly nothing is, and nothing more is asked then."""
    with office.store.read() as tx:
        if not (found := find(tx, ROUND)):
            return found
        if resting := tx.jobs.resting(job, now):
            # What rests must not take the places of the others.
            found = find(tx, ROUND + len(resting))
    return [one for one in found if one not in resting]


def one_by_one(due: Sequence[int], step: Callable[[int], None]) -> int:
    """Take `step` for each id and return how many there were.

    One that fails does not hold back the others; its exception is raised after them.
    """
    with ExitStack() as steps:
        # The stack takes every step, whatever becomes of the others, and begins with the last.
        for one in reversed(due):
            steps.callback(step, one)
    return len(due)
