"""Poor experiences of one requester, and when there have been so many that the lead looks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


class Poor(StrEnum):
    """What somebody does not like to live through with a help desk."""

    RATED_LOW = "rated_low"
    LATE = "late"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True, kw_only=True)
class Experience:
    """One poor experience with a request: the `turn` tells those of one kind apart."""

    request_id: int
    person_id: int
    kind: Poor
    turn: int
    at: datetime
