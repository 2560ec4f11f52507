"""Taking up what is due, so many at a time that nobody else waits for long."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

#: As much as one look takes up; the next look follows within seconds.
ROUND = 100


def one_by_one(due: Sequence[int], step: Callable[[int], None]) -> int:
    """Take `step` for each id and return how many there were.

    One that fails does not hold back the others; its exception is raised after them.
    """
    with ExitStack() as steps:
        # The stack takes every step, whatever becomes of the others, and begins with the last.
        for one in reversed(due):
            steps.callback(step, one)
    return len(due)
