"""The table of complaints names tests that exist, and every test that tells a complaint."""

from __future__ import annotations

import re

import pytest

from tests.docs.pages import ROOT, code, page, rows, section

TABLE = rows(section(page("docs/promises.md"), "What people complain about elsewhere"))
NAMED = [name for row in TABLE for name in code(row[-1])]
KNOWN = {
    name
    for path in (ROOT / "tests").rglob("test_*.py")
    for name in re.findall(r"^def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
}
#: Tests of a complaint are called by its number, or by where it was made.
TOLD = {
    name
    for name in KNOWN
    if re.match(r"test_(\d\d|chatwoot|libredesk|zammad|glpi|osticket)_", name)
}


@pytest.mark.parametrize("name", NAMED)
def test_a_test_of_a_complaint_exists(name: str) -> None:
    assert name in KNOWN


def test_every_complaint_says_where_it_was_read_and_what_happens_here() -> None:
    assert [row[0] for row in TABLE if not all(row[:3])] == []
    assert all("#" in row[1] for row in TABLE)


def test_every_test_that_tells_a_complaint_is_named() -> None:
    assert set(NAMED) >= TOLD
