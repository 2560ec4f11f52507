"""The organisations whom the desks serve under terms of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, ConfigDict, Field

from bot.settings.calendars import CalendarSettings
from bot.settings.checks import repeated, tables
from bot.settings.fields import GroupId, TeamId, UserId

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.settings.checks import Finding

LONGEST_NAME = 75


class OrganisationSettings(BaseModel):
    """One organisation: its people, its workspaces, and its hours if they are its own."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[str, Field(min_length=1, max_length=LONGEST_NAME)]
    people: tuple[UserId, ...] = ()
    groups: tuple[GroupId, ...] = ()
    teams: tuple[TeamId, ...] = ()
    calendar: CalendarSettings | None = None


def repeated_organisations(values: Mapping[str, object]) -> Iterator[Finding]:
    """Find two organisations with one name, and whoever would belong to two."""
    yield from repeated(values, "organisations", "name", "is the name of another organisation")
    for key in ("people", "groups", "teams"):
        yield from _shared(values, key)


def unknown_organisations(values: Mapping[str, object]) -> Iterator[Finding]:
    """Find promises to organisations that no table names."""
    known = {table.get("name") for _, table in tables(values, "organisations")}
    for index, desk in tables(values, "desks"):
        for key in ("promises_by_organisation", "promises_by_organisation_and_category"):
            promised = desk.get(key)
            for name in promised if isinstance(promised, dict) else ():
                if name not in known:
                    remedy = "is no organisation; name it in a table [[organisations]]"
                    yield ("desks", index, key, name), remedy


def _shared(values: Mapping[str, object], key: str) -> Iterator[Finding]:
    seen: set[str] = set()
    for index, table in tables(values, "organisations"):
        listed = table.get(key)
        for place, member in enumerate(listed if isinstance(listed, list) else ()):
            if member in seen:
                yield ("organisations", index, key, place), "is in another organisation already"
            seen.add(str(member))
