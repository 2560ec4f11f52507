"""The one guard that every reader of a payload stands behind."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class Unreadable(Exception):
    """A payload that lacks what every one of its kind has; nothing is to be had by a retry."""


@contextmanager
def reading() -> Iterator[None]:
    """Make `Unreadable` of whatever a payload with something amiss leads to."""
    try:
        yield
    except (LookupError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise Unreadable(type(error).__name__) from None
