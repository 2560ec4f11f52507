"""Slack's markup as words, and files as links."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

_MARKUP = re.compile(r"<([^<>]*)>")


def plain(text: str) -> str:
    """Turn Slack's markup of links, people and channels into words, and unescape the rest."""
    return html.unescape(_MARKUP.sub(_spoken, text)).replace("\x00", "")


def without_mention(text: str, user_id: str) -> str:
    """Drop the mention of `user_id` with which a text begins."""
    return re.sub(rf"^\s*<@{re.escape(user_id)}(\|[^>]*)?>[\s:,]*", "", text)


def starts_with_mention(text: str, user_id: str) -> bool:
    """Say whether a text is addressed to `user_id`."""
    return text.lstrip().startswith((f"<@{user_id}>", f"<@{user_id}|"))


def _spoken(match: re.Match[str]) -> str:
    target, _, label = match.group(1).partition("|")
    if target.startswith("!date"):
        # Slack wrote the date for whoever cannot be shown it in their own time zone.
        return label or "a date"
    if target.startswith(("@", "#", "!")):
        sign = "#" if target.startswith("#") else "@"
        return sign + (label.lstrip("@#") or target[1:])
    return f"{label} ({target})" if label and label not in target else target


def with_files(message: Mapping[str, Any]) -> str:
    """Add a line with the link of each file, since a file belongs to its own thread."""
    files = message.get("files") or ()
    lines = [f"{f.get('name') or 'file'}: {f['permalink']}" for f in files if f.get("permalink")]
    return "\n".join(filter(None, [message.get("text") or "", *lines]))
