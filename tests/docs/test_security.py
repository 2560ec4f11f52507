"""The page about security names tests that exist, for every door."""

from __future__ import annotations

from tests.docs.pages import code, page, rows, section
from tests.docs.test_reliability import KNOWN

DOORS = rows(section(page("docs/security.md"), "The doors, and what protects each"))


def test_every_door_has_a_test_that_exists() -> None:
    named = {door: code(tests) for door, _, tests in DOORS}

    assert [door for door, tests in named.items() if not tests] == []
    assert {name for tests in named.values() for name in tests} - KNOWN == set()
