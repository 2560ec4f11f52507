"""How many people a new message calls: Slack shows each of them a mark, or rings."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handlers.views.blocks import Message

# What people write is made inert before it comes here, so that these are mentions of ours.
_MENTION = re.compile(r"<(?:@|!subteam\^)([A-Z0-9]+)>")


def pings_of(channel: str, message: Message) -> int:
    """Count whom a new message calls: one in direct messages, else whoever is mentioned.

    A user group counts once, since nobody knows here how many are in it.
    """
    if channel.startswith(("D", "U", "W")):
        return 1
    shown = message["text"] + json.dumps(message.get("blocks") or [])
    return len(set(_MENTION.findall(shown)))
