"""People and what each of them may do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody the desk knows; `slack_id` is None for people of a replayed history."""

    id: int
    slack_id: str | None
    name: str
    zone: str = "UTC"
    team_id: str | None = None
    is_guest: bool = False
    is_external: bool = False
    is_bot: bool = False
    deactivated: bool = False


class Role(StrEnum):
    """What somebody is to one desk, from the fewest rights to the most."""

    REQUESTER = "requester"
    TECHNICIAN = "technician"
    LEAD = "lead"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Who acts now, and in which roles towards the desk concerned."""

    person: Person
    is_technician: bool = False
    is_lead: bool = False
    is_admin: bool = False

    @property
    def works_here(self) -> bool:
        """Whether the caller may work on requests of this desk."""
        return self.is_technician or self.is_lead

    @property
    def role(self) -> Role:
        """The strongest role of the caller at this desk."""
        if self.is_lead:
            return Role.LEAD
        if self.is_technician:
            return Role.TECHNICIAN
        return Role.ADMIN if self.is_admin else Role.REQUESTER
