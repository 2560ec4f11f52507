"""Files that come with a message."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.messages import SharedFile

if TYPE_CHECKING:
    from collections.abc import Mapping

# Slack's own marks for files that are gone or out of reach.
_NOT_THERE = frozenset({"tombstone", "hidden_by_limit"})


def shared(file: Mapping[str, Any]) -> SharedFile:
    """Read one file; in a channel that is shared with others Slack only gives its id."""
    return SharedFile(
        file_id=file["id"],
        name=file.get("name") or file.get("title") or "file",
        url=file.get("url_private") or "",
        size=int(file.get("size") or 0),
    )


def files_of(message: Mapping[str, Any]) -> tuple[SharedFile, ...]:
    """Read the files of a message."""
    listed = message.get("files") or ()
    there = (file for file in listed if file.get("mode") not in _NOT_THERE)
    return tuple(shared(file) for file in there if file.get("id"))
