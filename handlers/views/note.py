"""A note: a sentence for somebody who acts where no message can be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from handlers import limits
from handlers.views.blocks import plain_text

if TYPE_CHECKING:
    from handlers.views.blocks import Message


def note(message: Message) -> dict[str, Any]:
    """Show a message over whatever its reader looks at, to be closed again."""
    return {
        "type": "modal",
        "title": plain_text("Firstline", limits.VIEW_TITLE),
        "close": plain_text("OK", limits.VIEW_TITLE),
        "blocks": list(message["blocks"]),
    }
