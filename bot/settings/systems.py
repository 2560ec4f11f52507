"""The systems that people work with, and the few that a department needs most."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, ConfigDict, Field

from bot.domain.systems import MOST_TOP, Scope, called
from bot.settings.checks import tables
from bot.settings.fields import UserId, must, suggestion

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.settings.checks import Finding
    from bot.settings.locator import KeyPath

# Slack's menus hold a hundred options of 75 characters; one of them says that none is meant.
MOST_SYSTEMS = 99
TOO_MANY_TOP = "must name at most three systems, the most critical first"

SystemName = Annotated[str, Field(min_length=1, max_length=75)]


def _few(names: tuple[str, ...]) -> bool:
    return len(names) <= MOST_TOP


def _distinct(names: tuple[str, ...]) -> bool:
    return len(set(map(called, names))) == len(names)


TopSystems = Annotated[
    tuple[SystemName, ...],
    must(_few, TOO_MANY_TOP),
    must(_distinct, "must not name a system twice"),
]


class SystemSettings(BaseModel):
    """One system: whose work needs it, who owns it, and what else people call it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: SystemName
    scope: Scope = Scope.DEPARTMENT
    owner: UserId | None = None
    words: tuple[SystemName, ...] = ()


def repeated_systems(values: Mapping[str, object]) -> Iterator[Finding]:
    """Find two systems with one name, where nobody could tell which one is meant."""
    seen: set[str] = set()
    for index, system in tables(values, "systems"):
        for path, name in _names(system):
            if isinstance(name, str) and called(name) in seen:
                yield ("systems", index, *path), "is already what a system is called"
            seen.add(called(str(name)))


def _names(system: Mapping[str, object]) -> Iterator[tuple[KeyPath, object]]:
    words = system.get("words")
    yield ("name",), system.get("name")
    for place, word in enumerate(words if isinstance(words, list) else ()):
        yield ("words", place), word


def unknown_systems(values: Mapping[str, object]) -> Iterator[Finding]:
    """Find departments that call something critical which is no system of the settings."""
    names = {str(system.get("name")) for _, system in tables(values, "systems")}
    for index, department in tables(values, "departments"):
        top = department.get("top_systems")
        for place, name in enumerate(top if isinstance(top, list) else ()):
            if isinstance(name, str) and name not in names:
                path = ("departments", index, "top_systems", place)
                yield path, f"must be the name of one of the systems{suggestion(name, names)}"
