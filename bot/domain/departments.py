"""Departments: who belongs to which, who leads it, and to whom its people can turn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection


@dataclass(frozen=True, slots=True, kw_only=True)
class Department:
    """A part of the company; people and groups are Slack ids.

    `leader` speaks for it; `liaison` is the technician whom its people know by name.
    `top_systems` are the names of the systems that it needs most, in that order; `channel` is
    where the whole department reads.
    """

    name: str
    leader: str | None = None
    liaison: str | None = None
    people: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    top_systems: tuple[str, ...] = ()
    channel: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Departments:
    """The departments that the settings name, which is the map of the company."""

    listed: tuple[Department, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names to choose from."""
        return tuple(department.name for department in self.listed)

    @property
    def groups(self) -> frozenset[str]:
        """Every user group that belongs to a department."""
        return frozenset().union(*(department.groups for department in self.listed))

    def named(self, name: str | None) -> Department | None:
        """Find a department by its name, whatever the capitals."""
        wanted = " ".join((name or "").split()).casefold()
        return next((d for d in self.listed if d.name.casefold() == wanted), None)

    def of(self, slack_id: str | None, groups: Collection[str] = ()) -> Department | None:
        """Find the department of somebody: by person first, then by user group."""
        by_person = (d for d in self.listed if slack_id in d.people)
        by_group = (d for d in self.listed if not d.groups.isdisjoint(groups))
        return next(by_person, None) or next(by_group, None)
