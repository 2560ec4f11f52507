"""What people type: mentions become ids, and characters with a meaning are escaped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sandbox.workspace import Workspace

_NAMED = re.compile(
    r"&lt;@(?P<user_id>[UW][A-Z0-9]+)&gt;"
    r"|&lt;!subteam\^(?P<group_id>S[A-Z0-9]+)&gt;"
    r"|&lt;#(?P<channel_id>[CG][A-Z0-9]+)&gt;"
    r"|(?<![\w&])@(?P<user>[\w.-]+\w|\w)"
    r"|(?<![\w&])#(?P<channel>[\w-]+)"
)


def escaped(text: str) -> str:
    """Escape the three characters that mean something in a message."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def typed(text: str, workspace: Workspace, *, with_names: bool = False) -> str:
    """Turn typed text into a message's text; `with_names` as for commands: <@U1|alice>."""

    def resolved(match: re.Match[str]) -> str:
        user_id = match["user_id"] or _user_id(workspace, match["user"])
        channel_id = match["channel_id"] or _channel_id(workspace, match["channel"])
        if user_id in workspace.users:
            name = workspace.users[user_id].name
            return f"<@{user_id}|{name}>" if with_names else f"<@{user_id}>"
        if channel_id in workspace.channels:
            return f"<#{channel_id}|{workspace.channels[channel_id].name if with_names else ''}>"
        group = workspace.groups.get(match["group_id"] or _group_id(workspace, match["user"]))
        if group is not None:
            return f"<!subteam^{group.id}{f'|@{group.handle}' if with_names else ''}>"
        return match[0]

    return _NAMED.sub(resolved, escaped(text))


def _user_id(workspace: Workspace, name: str | None) -> str:
    wanted = (name or "").lower()
    return next((user.id for user in workspace.users.values() if user.name == wanted), "")


def _group_id(workspace: Workspace, handle: str | None) -> str:
    return next((g.id for g in workspace.groups.values() if g.handle == handle), "")


def _channel_id(workspace: Workspace, name: str | None) -> str:
    named = (channel.id for channel in workspace.channels.values() if channel.name == name)
    return next(named, "") if name else ""
