"""The shape that every report to a channel has: a headline, lines, a footer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from handlers import limits
from handlers.views import blocks, rich

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handlers.views.blocks import Block, Message

# Headline, footer and one block per line have to fit into one message.
_LINES: Final = limits.MESSAGE_BLOCKS - 3
# The longest line lists five requests with their titles and owners.
_LINE: Final = 600
SAMPLES: Final = (
    "n is how many requests or answers stand behind a figure; "
    "the range after a share is where it really lies, 19 times out of 20."
)


def report(title: str, lines: Sequence[str], *, footer: str = "") -> Message:
    """Show lines that are already worded; they carry no markup."""
    shown = [rich.paragraph(rich.words(line)) for line in _fitting(lines)]
    rest = len(lines) - _LINES
    ending = [blocks.context(f"and {rest} more lines")] if rest > 0 else []
    return blocks.message(
        _text(title, lines), [blocks.header(title), *shown, *ending, *_small(footer)]
    )


def _fitting(lines: Sequence[str]) -> list[str]:
    fitting = (limits.plain(line, _LINE) for line in lines[:_LINES])
    return [line for line in fitting if line]


def _text(title: str, lines: Sequence[str]) -> str:
    said = " ".join(limits.inert(line, _LINE) for line in lines)
    return f"{limits.inert(title, limits.HEADER_TEXT) or 'Report'}. {said}".rstrip()


def _small(footer: str) -> list[Block]:
    small = limits.inert(footer, limits.SECTION_TEXT)
    return [blocks.context(small)] if small else []
