"""The app's manifest: what Slack has to allow so that the desk can work."""

from __future__ import annotations

from typing import Any

from handlers.http_mode import PATH
from handlers.ids import Shortcut
from handlers.listeners.commands import COMMANDS
from handlers.listeners.events import EVENTS
from handlers.listeners.shortcuts import NAMES

_USAGE = {
    "/request": ("Ask the help desk for something", "[what is wrong | list | 42 | help]"),
    "/desk": ("Work at the help desk", "[claim 42 | resolve 42 NOTE | help]"),
}

_MENU = {
    Shortcut.NEW_REQUEST: "Ask the help desk for something",
    Shortcut.FILE_AS_REQUEST: "Make a request of this message, for whoever wrote it",
    Shortcut.ADD_TO_REQUEST: "Let the help desk know of this message",
}

# Which kinds of channels an event comes from, where Slack wants that said.
_SUBSCRIPTIONS = {
    "message": ("message.channels", "message.groups", "message.im"),
}

#: Scopes by what they are for; `scopes_used` in the tests holds this against the code.
SCOPES = {
    "commands": "slash commands",
    "app_mentions:read": "requests and verbs by mention",
    "channels:history": "conversations in public channels; looking up a message of unknown fate",
    "groups:history": "the same in private channels",
    "im:history": "conversations in direct messages",
    "channels:read": "who is in the team channel; people who join and leave it",
    "groups:read": "the same in a private team channel",
    "chat:write": "cards, receipts, answers, digests",
    "files:read": "files that are copied into the other thread of a request",
    "files:write": "their copies, and taking those back",
    "im:write": "receipts and surveys in direct messages",
    "reactions:read": "reactions that file, claim or resolve",
    "reactions:write": "the tick on what has gone to the requester",
    "usergroups:read": "who is in the user groups that the settings name",
    "users.profile:read": "the profile field that names the department, if the settings name one",
    "users:read": "names, time zones, guests and people who have left",
}


def manifest(*, mode: str, url: str | None = None) -> dict[str, Any]:
    """Build the manifest for Socket Mode, or for HTTP with the public address `url`."""
    request_url = f"{url.rstrip('/')}{PATH}" if url else None
    return {
        "_metadata": {"major_version": 2, "minor_version": 0},
        "display_information": {
            "name": "Firstline",
            "description": "The help desk that lives in Slack",
            "background_color": "#1f4e5f",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                # Without these two, direct messages to the bot are refused.
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "Firstline", "always_online": True},
            "shortcuts": [_shortcut(shortcut) for shortcut in Shortcut],
            "slash_commands": [_command(name, request_url) for name in COMMANDS],
        },
        "oauth_config": {"scopes": {"bot": sorted(SCOPES)}},
        "settings": {
            "event_subscriptions": _with_url({"bot_events": bot_events()}, request_url),
            "interactivity": _with_url({"is_enabled": True}, request_url),
            "org_deploy_enabled": False,
            "socket_mode_enabled": mode == "socket",
            "token_rotation_enabled": False,
        },
    }


def bot_events() -> list[str]:
    """Name the events to subscribe to, as Slack's manifest spells them."""
    return sorted(name for event in EVENTS for name in _SUBSCRIPTIONS.get(event, (event,)))


def _shortcut(shortcut: Shortcut) -> dict[str, str]:
    return {
        "name": NAMES[shortcut],
        "callback_id": shortcut,
        "description": _MENU[shortcut],
        "type": "global" if shortcut is Shortcut.NEW_REQUEST else "message",
    }


def _command(name: str, request_url: str | None) -> dict[str, Any]:
    description, hint = _USAGE[name]
    command = {
        "command": name,
        "description": description,
        "usage_hint": hint,
        # People arrive as ids, whatever their names are.
        "should_escape": True,
    }
    return {**command, "url": request_url} if request_url else command


def _with_url(settings: dict[str, Any], request_url: str | None) -> dict[str, Any]:
    return {**settings, "request_url": request_url} if request_url else settings
