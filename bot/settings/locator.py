"""Find the line of a TOML file on which a setting stands."""

from __future__ import annotations

import re
from typing import Final

TABLE: Final = re.compile(r"\s*\[(\[)?\s*([\w.\"'\s-]+?)\s*\]")
ASSIGNMENT: Final = re.compile(r"\s*([\w.\"'-]+)\s*=")

KeyPath = tuple[str | int, ...]


def line_of(path: KeyPath, text: str) -> int | None:
    """Return the line of a setting, or of the innermost table around it that is found.

    Lines count from 1. This is no parser: a key inside an inline table is reported at the
    table's line, which is near enough to be seen.
    """
    lines = _lines_by_path(text)
    for length in range(len(path), 0, -1):
        if path[:length] in lines:
            return lines[path[:length]]
    return None


def _lines_by_path(text: str) -> dict[KeyPath, int]:
    lines: dict[KeyPath, int] = {}
    counts: dict[KeyPath, int] = {}
    table: KeyPath = ()
    for number, line in enumerate(text.splitlines(), start=1):
        if header := TABLE.match(line):
            table = _resolve(_words(header[2]), counts)
            if header[1]:
                counts[table] = counts.get(table, -1) + 1
                table = (*table, counts[table])
            _note(lines, table, number)
        elif assignment := ASSIGNMENT.match(line):
            _note(lines, (*table, *_words(assignment[1])), number)
    return lines


def _note(lines: dict[KeyPath, int], path: KeyPath, number: int) -> None:
    # The tables on the way begin here too, unless they stand further up.
    for length in range(1, len(path) + 1):
        lines.setdefault(path[:length], number)


def _words(dotted: str) -> KeyPath:
    return tuple(word.strip(" \t\"'") for word in dotted.split("."))


def _resolve(words: KeyPath, counts: dict[KeyPath, int]) -> KeyPath:
    """Put the index of the current entry behind each array of tables on the way."""
    path: KeyPath = ()
    for word in words[:-1]:
        path = (*path, word)
        if path in counts:
            path = (*path, counts[path])
    return (*path, *words[-1:])
