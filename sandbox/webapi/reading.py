"""Reading what has been said: conversations.history and conversations.replies."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sandbox.values import Refused
from sandbox.wire import message_json, thread_json

from .access import joined

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sandbox.core import Platform
    from sandbox.values import Json, Message

    from .call import Call

MICROSECONDS = 1_000_000
CURSOR = "next_ts:"
MOST_MESSAGES = 999
MOST_REPLIES = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """The time a call asks for, in microseconds; `start` is where its page begins."""

    oldest: int | None
    latest: int | None
    inclusive: bool
    start: int | None

    def holds(self, message: Message) -> bool:
        """Say whether a message was written within the stretch."""
        when = _when(message)
        after = self.oldest is None or when > self.oldest or self._bounds(when, self.oldest)
        before = self.latest is None or when < self.latest or self._bounds(when, self.latest)
        return after and before

    def _bounds(self, when: int, bound: int) -> bool:
        return self.inclusive and when == bound


def history(platform: Platform, call: Call) -> Json:
    """List a channel's messages, newest first, replies left out unless they were broadcast.

    A page lies at the newest end of what was asked for; with `oldest` alone, at the oldest.
    """
    channel = joined(platform, call.text("channel"))
    stretch, limit = _stretch(call), _limit(call, default=100, most=MOST_MESSAGES)
    found = [
        message
        for message in platform.workspace.messages(channel.id)
        if _on_top(message) and stretch.holds(message)
    ]
    forward = stretch.oldest is not None and stretch.latest is None
    found.sort(key=_when, reverse=not forward)
    part, more = _page(found, stretch, limit, forward=forward)
    part.sort(key=_when, reverse=True)
    return {**_listing(platform, call, part, more), "pin_count": 0}


def replies(platform: Platform, call: Call) -> Json:
    """List a thread, oldest first; its first message leads every page and counts."""
    channel = joined(platform, call.text("channel"))
    root = platform.workspace.message(channel.id, call.text("ts"))
    if root is None:
        raise Refused(error="thread_not_found")
    stretch, limit = _stretch(call), _limit(call, default=MOST_REPLIES, most=MOST_REPLIES)
    below = [m for m in platform.workspace.replies(channel.id, root.ts) if stretch.holds(m)]
    # A page of one has no room for a reply beside the first message, and must yet go on.
    room = limit - 1 if stretch.start is None else max(1, limit - 1)
    part, more = _page(below, stretch, room, forward=True)
    return _listing(platform, call, [root, *part], more)


def _stretch(call: Call) -> Stretch:
    return Stretch(
        oldest=_instant(call, "oldest"),
        latest=_instant(call, "latest"),
        inclusive=call.flag("inclusive"),
        start=_start(call.text("cursor")),
    )


def _page(
    found: list[Message], stretch: Stretch, limit: int, *, forward: bool
) -> tuple[list[Message], Message | None]:
    """Cut a page out of sorted messages; give the one that the next page begins with, too."""
    start = stretch.start
    if start is not None:
        found = [m for m in found if (_when(m) >= start if forward else _when(m) <= start)]
    return found[:limit], found[limit] if len(found) > limit else None


def _listing(platform: Platform, call: Call, part: Iterable[Message], more: Message | None) -> Json:
    with_metadata = call.flag("include_all_metadata")
    shown = [
        message_json(message, platform.identity, with_metadata=with_metadata)
        | thread_json(message, platform.workspace.replies(message.channel, message.ts))
        for message in part
    ]
    if more is None:
        return {"messages": shown, "has_more": False}
    cursor = base64.b64encode(f"{CURSOR}{_when(more)}".encode()).decode()
    metadata = {"next_cursor": cursor}
    return {"messages": shown, "has_more": True, "response_metadata": metadata}


def _limit(call: Call, *, default: int, most: int) -> int:
    limit = call.number("limit", default)
    if limit < 1:
        raise Refused(error="invalid_limit")
    return min(limit, most)


def _start(cursor: str) -> int | None:
    if not cursor:
        return None
    try:
        decoded = base64.b64decode(cursor, validate=True).decode()
        return int(decoded.removeprefix(CURSOR))
    except (binascii.Error, ValueError) as error:
        raise Refused(error="invalid_cursor") from error


def _instant(call: Call, name: str) -> int | None:
    if not call.has(name):
        return None
    try:
        return round(float(call.text(name)) * MICROSECONDS)
    except ValueError as error:
        raise Refused(error=f"invalid_ts_{name}") from error


def _when(message: Message) -> int:
    return round(float(message.ts) * MICROSECONDS)


def _on_top(message: Message) -> bool:
    standing = not message.deleted
    return standing and (not message.is_reply or message.subtype == "thread_broadcast")
