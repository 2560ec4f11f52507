"""People and what each of them may do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody the desk knows; `slack_id` is None for people of a replayed history.

    `department` is what Slack's profile says; `learned_at` is when Slack was last asked.
    """

    id: int
    slack_id: str | None
    name: str
    zone: str = "UTC"
    team_id: str | None = None
    is_guest: bool = False
    is_external: bool = False
    is_bot: bool = False
    deactivated: bool = False
    department: str | None = None
    learned_at: datetime | None = None
    home_seen_at: datetime | None = None

    @property
    def is_colleague(self) -> bool:
        """Whether this is a person of the company who is still there."""
        return not (self.is_guest or self.is_external or self.is_bot or self.deactivated)


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Who acts now, and in which roles towards the desk concerned."""

    person: Person
    is_technician: bool = False
    is_lead: bool = False

    @property
    def works_here(self) -> bool:
        """Whether the caller may work on requests of this desk."""
        return self.is_technician or self.is_lead
