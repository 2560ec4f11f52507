"""Names in place of Slack's ids, where people read and nobody must be pinged."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storage.store import Transaction

# As `payloads.plain` leaves a mention that came without a name.
_MENTION = re.compile(r"@([UW][A-Z0-9]{2,30})\b")


def spelled_out(tx: Transaction, text: str) -> str:
    """Write the names of the people whom `text` mentions by id; unknown ids stay."""
    mentioned = set(_MENTION.findall(text))
    if not mentioned:
        return text
    known = tx.people.names_of(mentioned)
    return _MENTION.sub(lambda match: f"@{known.get(match[1], match[1])}", text)
