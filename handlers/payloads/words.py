"""Slack's markup as words."""

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
    """Give what was written, or the names of the files if nothing was."""
    names = [file.get("name") or "file" for file in message.get("files") or ()]
    # Some apps write nothing but an attachment.
    attached = [part.get("fallback") or "" for part in message.get("attachments") or ()]
    return message.get("text") or ", ".join(names) or "\n".join(attached)
