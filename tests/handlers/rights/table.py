"""The table of rights, as the page tells it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tests.docs.pages import code, page, rows, section
from tests.handlers.rights.people import ROLES

PAGE: Final = page("docs/rights.md")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What can be tried, on a request in which state ("" if on none), and who may, by role."""

    name: str
    state: str
    may: dict[str, str]


def lines(title: str) -> list[Line]:
    """Read the lines of one of the tables."""
    return [_line(cells) for cells in rows(section(PAGE, title))]


def _line(cells: list[str]) -> Line:
    name, state, *may = cells
    known = code(name)
    is_whole = bool(known) and name == f"`{known[0]}`"
    return Line(
        name=known[0] if is_whole else name,
        state="" if state == "none" else state,
        may=dict(zip((role.name for role in ROLES), may, strict=True)),
    )
