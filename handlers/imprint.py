"""The imprint of a message: by its metadata it can be found again, and told from an older one."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handlers.views.blocks import Message


def metadata_of(key: str, message: Message) -> dict[str, Any]:
    """Give a message the key of its row, and the imprint of what it shows."""
    payload = {"key": key, "imprint": imprint(message)}
    return {"event_type": "firstline", "event_payload": payload}


def imprint(message: Message) -> str:
    """Shorten what a message shows to what differs when anything in it does."""
    shown = json.dumps(message, sort_keys=True).encode()
    return hashlib.blake2s(shown, digest_size=8).hexdigest()


def key_on(found: Mapping[str, Any]) -> str | None:
    """Read the key of its row off a message that stands in Slack."""
    return _payload(found).get("key")


def imprint_on(found: Mapping[str, Any]) -> str | None:
    """Read the imprint off a message that stands in Slack."""
    return _payload(found).get("imprint")


def _payload(found: Mapping[str, Any]) -> Mapping[str, Any]:
    return (found.get("metadata") or {}).get("event_payload") or {}
