from __future__ import annotations

import re

import pytest

from handlers.ids import Shortcut
from tests.docs.pages import ROOT, code, page, rows
from tests.e2e.test_doors_everywhere import DOORS

PAGE = page("docs/doors.md")
TESTS = {
    name
    for path in (ROOT / "tests" / "e2e").glob("test_*.py")
    for name in re.findall(r"^def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
}
_HEADINGS = {"door", "case", "doors", "message"}


def test_every_test_that_the_page_names_is_there() -> None:
    named = {name for name in code(PAGE) if name.startswith("test_")}

    assert named - TESTS == set()


def test_every_cell_names_a_test_or_gives_a_reason() -> None:
    cells = [cell for row in rows(PAGE) if row[0] not in _HEADINGS for cell in row[1:]]

    assert [cell for cell in cells if not re.fullmatch(r"`test_\w+`|none: \w.+", cell)] == []


def test_every_door_has_a_row() -> None:
    doors = [row for row in rows(PAGE) if len(row) == 6]

    assert len(doors) == len(DOORS)


@pytest.mark.parametrize("shortcut", Shortcut)
def test_every_shortcut_has_a_row(shortcut: Shortcut) -> None:
    assert [row for row in rows(PAGE) if shortcut in code(row[0])]
