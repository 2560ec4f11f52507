"""Files that come with a message."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.domain.messages import SharedFile
from handlers import limits

if TYPE_CHECKING:
    from collections.abc import Mapping

# Slack's own marks for files that are gone or out of reach.
_NOT_THERE = frozenset({"tombstone", "hidden_by_limit"})
_NAMELESS = "file"
_LONGEST_NAME = 255
_LONGEST_ID = 32
# More than Slack takes, and as much as a database counts.
_LARGEST = 2**31 - 1


def shared(file: Mapping[str, Any]) -> SharedFile:
    """Read one file; in a channel that is shared with others Slack only gives its id."""
    return SharedFile(
        file_id=file["id"],
        name=limits.shorten(limits.one_line(_named(file)), _LONGEST_NAME) or _NAMELESS,
        url=file.get("url_private") or "",
        size=_size(file.get("size")),
    )


def files_of(message: Mapping[str, Any]) -> tuple[SharedFile, ...]:
    """Read the files of a message."""
    listed = message.get("files") or ()
    there = (file for file in listed if file.get("mode") not in _NOT_THERE)
    return tuple(shared(file) for file in there if 0 < len(file.get("id") or "") <= _LONGEST_ID)


def _named(file: Mapping[str, Any]) -> str:
    return file.get("name") or file.get("title") or ""


def _size(said: object) -> int:
    """Read how many bytes a file is said to have; what is sent counts anyway."""
    return min(max(said, 0), _LARGEST) if isinstance(said, int) else 0
