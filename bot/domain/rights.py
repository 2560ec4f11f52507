"""Rights that somebody can gain and lose."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Right(StrEnum):
    """What somebody may be to a desk, or to all of them."""

    TECHNICIAN = "technician"
    SPECIALIST = "specialist"
    LEAD = "lead"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Held:
    """A right that a person has at a desk; "" stands for all of them."""

    desk_key: str
    right: Right
    person_id: int
