"""Waiting for a condition, with a deadline instead of a guess."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

PATIENCE: Final = 10.0
POLL: Final = 0.005


def eventually(
    condition: Callable[[], T],
    what: str,
    *,
    meanwhile: Callable[[], object] = lambda: None,
    seconds: float = PATIENCE,
    poll: float = POLL,
) -> T:
    """Return the condition's first true value; `meanwhile` is done between two looks."""
    deadline = time.monotonic() + seconds
    while not (value := condition()):
        if time.monotonic() > deadline:
            message = f"In vain waited {seconds} s for {what}."
            raise AssertionError(message)
        meanwhile()
        time.sleep(poll)
    return value
