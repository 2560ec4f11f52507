"""The users.* and usergroups.* methods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.wire import user_json

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


def groups(_platform: Platform, _call: Call) -> Json:
    """List user groups; the pretend workspace has none."""
    return {"usergroups": []}
