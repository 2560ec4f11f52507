"""The users.* methods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.wire import profile_json, user_json

from .call import Call, page

if TYPE_CHECKING:
    from sandbox.core import Platform
    from sandbox.values import Json


def info(platform: Platform, call: Call) -> Json:
    """Describe a person."""
    return {"user": user_json(platform.workspace.user(call.text("user")))}


def list_(platform: Platform, call: Call) -> Json:
    """List everybody, deactivated people and bots included."""
    found, rest = page(list(platform.workspace.users.values()), call, default=200, most=1000)
    return {"members": [user_json(user) for user in found], **rest}


def profile(platform: Platform, call: Call) -> Json:
    """Describe a person's profile, custom fields included; without one, the bot's own."""
    user_id = call.text("user") or platform.identity.bot_user_id
    shown = profile_json(platform.workspace.user(user_id))
    if call.flag("include_labels"):
        for key, entry in shown["fields"].items():
            entry["label"] = key
    return {"profile": shown}
