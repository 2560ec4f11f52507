"""When each promise about a request falls due: columns of its row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import ColumnElement, Row, func, or_

from bot.domain.messages import Promised
from storage.tables import requests

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

#: The answers come first.
_NAMES: Final = ("respond_by", "next_response_by", "resolve_by", "update_by")
DUES: Final = tuple(requests.c[name] for name in _NAMES)


def is_due(before: datetime) -> ColumnElement[bool]:
    """Ask for requests of which any promise falls due until `before`."""
    return or_(*(due <= before for due in DUES))


def first_due() -> ColumnElement[datetime]:
    """Order requests by what they owe: an answer comes before a solution."""
    return func.coalesce(*DUES)


def due_values(promised: Promised) -> Mapping[str, object]:
    """Give the columns that hold when the promises fall due."""
    return {name: getattr(promised, name) for name in _NAMES}


def to_promised(row: Row[Any]) -> Promised:
    """Build the value from a row that has the columns."""
    return Promised(**{name: getattr(row, name) for name in _NAMES})
