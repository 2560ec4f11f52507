"""Systems: what people work with, whose work stops without it, and by which names they call it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from bot.domain.departments import Department, Departments

#: As many systems as a department may call its most critical ones.
MOST_TOP: Final = 3


class Scope(StrEnum):
    """Whose work needs a system: everybody's, or that of the departments that list it."""

    ENTERPRISE = "enterprise"
    DEPARTMENT = "department"


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """A system by its name; `words` are other names of it, `owner` is a Slack id."""

    name: str
    scope: Scope = Scope.DEPARTMENT
    owner: str | None = None
    words: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that it is called."""
        return (self.name, *self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Systems:
    """The register of systems, as the settings give it."""

    listed: tuple[System, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names to choose from."""
        return tuple(system.name for system in self.listed)

    def named(self, name: str | None) -> System | None:
        """Find a system by anything that it is called, whatever the capitals."""
        wanted = called(name or "")
        known = (s for s in self.listed if wanted in map(called, s.names))
        return next(known, None) if wanted else None

    def named_first(self, text: str) -> tuple[str, str]:
        """Split what somebody typed into the name that it begins with and what follows.

        The longest name wins; where none begins it, the first word is taken for one.
        """
        words = text.split()
        longest = max((len(name.split()) for s in self.listed for name in s.names), default=1)
        for size in range(min(longest, len(words)), 0, -1):
            name = " ".join(words[:size])
            if self.named(name) is not None:
                return name, text.split(maxsplit=size)[size] if len(words) > size else ""
        first, rest = (*text.split(maxsplit=1), "", "")[:2]
        return first, rest

    def like(self, name: str) -> str | None:
        """Find the system whose name is close to what somebody typed."""
        known = {called(said): system.name for system in self.listed for said in system.names}
        close = get_close_matches(called(name), known, n=1)
        return known[close[0]] if close else None


def called(name: str) -> str:
    """Give a name as it is compared."""
    return " ".join(name.split()).casefold()


def mentioned(text: str, systems: Systems) -> System | None:
    """Find the system that a text speaks of, by whole words; the longest name wins."""
    names = {called(name): system for system in systems.listed for name in system.names}
    said = called(text)
    found = (name for name in names if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", said))
    longest = max(found, key=len, default=None)
    return names[longest] if longest is not None else None


def concerned(system: System, departments: Departments) -> tuple[Department, ...]:
    """Give the departments whose work suffers when a system is down."""
    if system.scope is Scope.ENTERPRISE:
        return departments.listed
    return tuple(d for d in departments.listed if system.name in d.top_systems)
