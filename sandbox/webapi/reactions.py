"""The reactions.* methods."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sandbox.values import Refused
from sandbox.wire import message_json

from .access import joined, message_in, visible, writable

if TYPE_CHECKING:
    from sandbox.core import Platform
    from sandbox.values import Json

    from .call import Call

NAME = re.compile(r"[a-z0-9_+'-]{1,100}(::skin-tone-[2-6])?")
TIMESTAMP = re.compile(r"\d+\.\d{6}")


def add(platform: Platform, call: Call) -> Json:
    """React to a message as the bot."""
    name = _name(call)
    channel = writable(platform, call.text("channel"))
    message = message_in(platform, channel, _timestamp(call))
    platform.posting.react(message, name=name, user=platform.identity.bot_user_id)
    return {}


def remove(platform: Platform, call: Call) -> Json:
    """Take a reaction of the bot back."""
    name = _name(call)
    if not call.has("channel") or not call.has("timestamp"):
        raise Refused(error="no_item_specified")
    channel = joined(platform, call.text("channel"))
    message = message_in(platform, channel, _timestamp(call))
    platform.posting.unreact(message, name=name, user=platform.identity.bot_user_id)
    return {}


def get(platform: Platform, call: Call) -> Json:
    """Show a message with its reactions."""
    if not call.has("channel") or not call.has("timestamp"):
        raise Refused(error="no_item_specified")
    channel = visible(platform, call.text("channel"))
    message = message_in(platform, channel, _timestamp(call))
    shown = message_json(message, platform.identity)
    return {"type": "message", "channel": channel.id, "message": shown}


def _name(call: Call) -> str:
    name = call.text("name").strip(":")
    if not NAME.fullmatch(name):
        raise Refused(error="invalid_name")
    return name


def _timestamp(call: Call) -> str:
    timestamp = call.text("timestamp")
    if not TIMESTAMP.fullmatch(timestamp):
        raise Refused(error="bad_timestamp")
    return timestamp
