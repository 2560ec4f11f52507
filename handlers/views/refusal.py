"""A refusal: one sentence that says what stands in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers import limits
from handlers.views import blocks, rich

if TYPE_CHECKING:
    from handlers.views.blocks import Message

_OTHERWISE = "That does not work right now."


def refusal(sentence: str) -> Message:
    """Show why something did not happen; `sentence` is read as plain words."""
    said = limits.clean(sentence) or _OTHERWISE
    return blocks.message(limits.escape(said), rich.quote(said, limits.SECTION_TEXT))
