"""The pages of the documentation, taken apart."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    [
        *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")),
        *(ROOT / "docs").glob("*.md"),
    ]
)
_FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", flags=re.DOTALL | re.MULTILINE)
_CELL = re.compile(r"(?<!\\)\|")


def page(name: str) -> str:
    """Read a page by its path from the root of the project."""
    return (ROOT / name).read_text(encoding="utf-8")


def project() -> dict[str, Any]:
    """Read pyproject.toml."""
    return tomllib.loads(page("pyproject.toml"))


def blocks(text: str, language: str) -> list[str]:
    """Give the fenced blocks of one language, without their fences."""
    return [body for found, body in _FENCED.findall(text) if found == language]


def prose(text: str) -> str:
    """Give a text without its fenced blocks."""
    return _FENCED.sub("", text)


def section(text: str, title: str) -> str:
    """Give what stands under a heading, up to the next one of its rank or a higher one."""
    found = re.search(rf"^(#+) {re.escape(title)}$\n", text, flags=re.MULTILINE)
    assert found, f"There is no heading called {title}."
    rest = text[found.end() :]
    following = re.search(rf"^#{{1,{len(found[1])}}} ", rest, flags=re.MULTILINE)
    return rest[: following.start()] if following else rest


def rows(text: str) -> list[list[str]]:
    """Give the rows of all tables in a text, without headings and rules."""
    lines = [line.strip() for line in text.splitlines()]
    found = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        is_heading = following.startswith("|--")
        if line.startswith("|") and not line.startswith("|--") and not is_heading:
            cells = _CELL.split(line)[1:-1]
            found.append([cell.strip().replace("\\|", "|") for cell in cells])
    return found


def code(cell: str) -> list[str]:
    """Give what stands in a cell between backticks."""
    return re.findall(r"`([^`]+)`", cell)
