"""What a search has found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from handlers import limits
from handlers.views import blocks, wording
from handlers.views.rows import rows, summary

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.domain.messages import RequestView
    from handlers.views.blocks import Message

_WORDS: Final = 200


def found(views: Sequence[RequestView], total: int, words: Sequence[str], now: datetime) -> Message:
    """Show technicians the best of `total` requests that have some of `words`."""
    asked = limits.inert(" ".join(words), _WORDS)
    if not views:
        sentence = f"Nothing was found for “{asked}”. Fewer or other words may help."
        return blocks.message(sentence, [blocks.section(sentence)])
    said = f"{wording.counted(total, 'request')} found for “{asked}”"
    shown = [blocks.section(f"{said}."), *rows(views, now, total=total, team=True)]
    return blocks.message(f"{said}: {summary(views)}.", shown)
