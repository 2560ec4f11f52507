from __future__ import annotations

import re

from tests.docs.pages import ROOT, code, page, rows

PAGE = page("docs/conversation.md")
JOURNEYS = ROOT / "tests" / "e2e"


def told() -> set[str]:
    return {
        name
        for cells in rows(PAGE)
        for cell in cells[1:]
        for name in code(cell)
        if name.startswith("test_")
    }


def there_are() -> set[str]:
    files = JOURNEYS.glob("test_conversation*.py")
    return {
        name
        for file in files
        for name in re.findall(r"^def (test_\w+)\(", file.read_text(encoding="utf-8"), re.MULTILINE)
    }


def test_every_case_says_what_becomes_of_it_in_either_thread() -> None:
    for case in rows(PAGE):
        assert len(case) == 3
        assert all(case), case


def test_every_journey_on_the_page_exists_and_every_journey_is_on_the_page() -> None:
    assert told() == there_are()
