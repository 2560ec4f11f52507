"""Organisations: the companies and units that a desk serves, and who belongs to which."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from bot.domain.calendar import Calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """Whom a desk serves under terms of their own; people, groups and teams are Slack ids.

    `teams` are the workspaces of those who come in through shared channels. Without a
    `calendar` of its own, the clock goes by the hours of the desk.
    """

    name: str
    people: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    teams: frozenset[str] = frozenset()
    calendar: Calendar | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisations:
    """The organisations that the settings name."""

    listed: tuple[Organisation, ...] = ()

    @property
    def groups(self) -> frozenset[str]:
        """Every user group that belongs to an organisation."""
        return frozenset().union(*(organisation.groups for organisation in self.listed))

    def named(self, name: str) -> Organisation | None:
        """Find an organisation by its name, whatever the capitals."""
        wanted = name.strip().casefold()
        return next((known for known in self.listed if known.name.casefold() == wanted), None)

    def of(
        self, slack_id: str | None, groups: Collection[str] = (), *, team_id: str | None = None
    ) -> Organisation | None:
        """Find whose somebody is: by person first, then by user group, then by workspace."""
        ways = (
            (known for known in self.listed if slack_id in known.people),
            (known for known in self.listed if not known.groups.isdisjoint(groups)),
            (known for known in self.listed if team_id in known.teams),
        )
        return next((known for way in ways for known in way), None)
