"""What every use case is handed: the office it works in and the act it carries out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.domain.departments import Departments
from bot.domain.marks import Marks
from bot.domain.organisations import Organisations
from bot.domain.systems import Systems

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.domain.desk import Desk
    from bot.domain.quiet import QuietHours
    from storage.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """The workspace's database, its desks by key, and its admins by Slack id.

    `department_field` is the id of the profile field that names somebody's department.
    """

    store: Store
    desks: Mapping[str, Desk]
    admins: frozenset[str] = frozenset()
    departments: Departments = field(default_factory=Departments)
    systems: Systems = field(default_factory=Systems)
    organisations: Organisations = field(default_factory=Organisations)
    department_field: str | None = None
    quiet_hours: QuietHours | None = None
    marks: Marks = field(default_factory=Marks)

    def desk_of_team_channel(self, channel: str) -> Desk | None:
        """Find the desk whose technicians meet in `channel`."""
        return next((desk for desk in self.desks.values() if desk.team_channel == channel), None)

    def desk_of_intake_channel(self, channel: str) -> Desk | None:
        """Find the desk that takes every top-level message of `channel` as a request."""
        matches = (desk for desk in self.desks.values() if channel in desk.intake_channels)
        return next(matches, None)

    def desk_of_channel(self, channel: str) -> Desk | None:
        """Find the desk that a channel belongs to, be it for its technicians or for intake."""
        return self.desk_of_team_channel(channel) or self.desk_of_intake_channel(channel)

    @property
    def groups(self) -> frozenset[str]:
        """Every user group of Slack's that the settings name."""
        desks = (desk.groups for desk in self.desks.values())
        return self.departments.groups.union(self.organisations.groups, *desks)

    @property
    def away_emoji(self) -> frozenset[str]:
        """Every emoji that says in Slack that a technician is away."""
        return frozenset[str]().union(*(one.staffing.away_emoji for one in self.desks.values()))

    @property
    def first_desk(self) -> Desk:
        """Name the desk that gets what was not addressed to any."""
        return next(iter(self.desks.values()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One thing that one person did: who, when, and the key of Slack's delivery."""

    slack_id: str
    key: str
    now: datetime
    team_id: str | None = None
