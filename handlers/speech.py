"""Which messages are words that somebody said, and what a thread of ours makes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.usecases import talk

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handlers.payloads import Said

# Messages of people; everything else (joins, topics) is none of our business.
_SPOKEN = frozenset({None, "file_share", "thread_broadcast", "me_message"})
_OF_APPS = _SPOKEN | {"bot_message"}


def is_spoken(message: Mapping[str, Any], bot_user: str) -> bool:
    """Say whether a message is a person's words."""
    return message.get("subtype") in _SPOKEN and not is_machine(message, bot_user)


def is_machine(message: Mapping[str, Any], bot_user: str) -> bool:
    """Say whether no person wrote a message."""
    is_bot = bool(message.get("bot_id")) or message.get("user") in {None, bot_user}
    return is_bot or message.get("user") == "USLACKBOT"


def is_an_apps(message: Mapping[str, Any], bot_user: str) -> bool:
    """Say whether another app's bot wrote a message."""
    is_other = bool(message.get("bot_id")) and message.get("user") != bot_user
    return is_other and message.get("subtype") in _OF_APPS


def in_thread(said: Said) -> talk.Said:
    """Give what was said to whoever keeps the threads."""
    return talk.Said(
        channel=said.channel,
        thread_ts=said.thread or said.ts,
        ts=said.ts,
        text=said.text,
        said_at=said.at,
        files=said.files,
        app=said.app,
    )
