"""What somebody wrote in full: code as code, quotes as quotes, addresses to click on."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from handlers import limits
from handlers.views import rich

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlers.views.blocks import Block

_FENCED = re.compile(r"```\n?(.*?)\n?```", re.DOTALL)
_CODE = re.compile(r"`([^`\n]+)`")
_QUOTED: Final = ">"


def passage(text: str) -> list[Block]:
    """Show what somebody wrote, over as many blocks as it takes."""
    packed: list[list[Block]] = []
    room = 0
    for size, element in _elements(text):
        if size > room:
            packed.append([])
            room = limits.SECTION_TEXT
        packed[-1].append(element)
        room -= size
    return [{"type": "rich_text", "elements": elements} for elements in packed]


def _elements(text: str) -> Iterator[tuple[int, Block]]:
    """Give the parts of a text, each with its length."""
    # Every second part is what the group of the pattern caught.
    for place, part in enumerate(_FENCED.split(text)):
        if place % 2:
            yield from _fenced(part)
        else:
            yield from _prose(part)


def _fenced(code: str) -> Iterator[tuple[int, Block]]:
    indent = " " * (len(code) - len(code.lstrip(" ")))
    for place, piece in enumerate(limits.pieces(code, limits.SECTION_TEXT - len(indent))):
        shown = piece if place else indent + piece
        yield len(shown), _element("preformatted", [rich.words(shown)])


def _prose(text: str) -> Iterator[tuple[int, Block]]:
    for is_quote, lines in groupby(text.splitlines(), lambda line: line.startswith(_QUOTED)):
        said = [line.removeprefix(_QUOTED).strip() if is_quote else line for line in lines]
        for piece in limits.pieces("\n".join(said), limits.SECTION_TEXT):
            kind = "quote" if is_quote else "section"
            yield len(piece), _element(kind, list(_inline(piece)))


def _inline(text: str) -> Iterator[Block]:
    for place, part in enumerate(_CODE.split(text)):
        if place % 2:
            yield rich.code(part)
        else:
            yield from rich.linked(part)


def _element(kind: str, elements: list[Any]) -> Block:
    return {"type": f"rich_text_{kind}", "elements": elements}
