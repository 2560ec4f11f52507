"""The page about reliability names tests that exist."""

from __future__ import annotations

import re

import pytest

from tests.docs.pages import ROOT, code, page, rows, section

NAMED = [
    name
    for row in rows(section(page("docs/reliability.md"), "Under which faults"))
    for name in code(row[-1])
]
KNOWN = {
    name
    for path in (ROOT / "tests").rglob("test_*.py")
    for name in re.findall(r"^def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
}
SUITE = {
    name
    for path in (ROOT / "tests" / "faults").glob("test_*.py")
    for name in re.findall(r"^def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
}


@pytest.mark.parametrize("name", NAMED)
def test_a_test_that_is_named_exists(name: str) -> None:
    assert name in KNOWN


def test_every_test_of_a_fault_is_named() -> None:
    assert set(NAMED) >= SUITE
