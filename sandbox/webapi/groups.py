"""The usergroups.* methods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.values import Refused
from sandbox.wire import group_json

if TYPE_CHECKING:
    from sandbox.core import Platform
    from sandbox.values import Json

    from .call import Call


def list_(platform: Platform, call: Call) -> Json:
    """List user groups, disabled ones and who belongs to each only on demand."""
    everything, with_users = call.flag("include_disabled"), call.flag("include_users")
    shown = [
        group_json(group, platform.identity, with_users=with_users)
        for group in platform.workspace.groups.values()
        if everything or not group.disabled
    ]
    return {"usergroups": shown}


def users(platform: Platform, call: Call) -> Json:
    """List who belongs to a user group."""
    group = platform.workspace.groups.get(call.text("usergroup"))
    if group is None or (group.disabled and not call.flag("include_disabled")):
        raise Refused(error="no_such_subteam")
    return {"users": list(group.members)}
