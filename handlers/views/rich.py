"""Rich text: words, links and dates side by side, in which no word can act as markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handlers import limits

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from handlers.views.blocks import Block

_ADDRESS = re.compile(r"(https?://[^\s<>|\"]*[^\s<>|\".,;:!?)'\]])")
DATE = "{date_short_pretty} at {time}"


def words(text: str) -> Block:
    """Show `text`, which is ours or has been made to fit."""
    return {"type": "text", "text": text}


def bold(text: str) -> Block:
    """Show `text` so that it stands out."""
    return {"type": "text", "text": text, "style": {"bold": True}}


def code(text: str) -> Block:
    """Show `text` as something to type."""
    return {"type": "text", "text": text, "style": {"code": True}}


def link(text: str, url: str | None) -> Block:
    """Show `text`, which opens `url` if there is one."""
    return {"type": "link", "url": url, "text": text} if url else words(text)


def date(at: datetime) -> Block:
    """Show an instant in the time zone of whoever reads it."""
    stamp = int(at.timestamp())
    return {"type": "date", "timestamp": stamp, "format": DATE, "fallback": fallback(at)}


def fallback(at: datetime) -> str:
    """Write an instant for whoever cannot be shown it in their own time zone."""
    return at.strftime("%Y-%m-%d %H:%M UTC")


def paragraph(*elements: Block) -> Block:
    """Show `elements` one after the other."""
    return {"type": "rich_text", "elements": [_line(elements)]}


def bullets(lines: Iterable[Iterable[Block]]) -> Block:
    """Show a list."""
    items = [_line(line) for line in lines]
    return {
        "type": "rich_text",
        "elements": [{"type": "rich_text_list", "style": "bullet", "elements": items}],
    }


def quote(text: str, most: int) -> list[Block]:
    """Show what somebody wrote, shortened, with its addresses to click on; nothing if empty."""
    return [paragraph(*linked(piece)) for piece in _one(text, most)]


def _one(text: str, most: int) -> list[str]:
    shown = limits.shorten(limits.clean(text), most)
    return [shown] if shown else []


def _line(elements: Iterable[Block]) -> Block:
    return {"type": "rich_text_section", "elements": list(elements)}


def linked(text: str) -> list[Block]:
    """Split `text` into words and addresses."""
    # Every second part is what the group of the pattern caught.
    return [
        {"type": "link", "url": part} if place % 2 else words(part)
        for place, part in enumerate(_ADDRESS.split(text))
        if part
    ]
