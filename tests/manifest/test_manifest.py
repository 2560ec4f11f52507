from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from handlers.listeners.commands import COMMANDS
from handlers.listeners.events import EVENTS
from handlers.listeners.shortcuts import NAMES, SHORTCUTS
from handlers.manifest import SCOPES, bot_events, manifest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
SCHEMA = ROOT.parent / "shared" / "slack" / "manifest.schema.json"
SOCKET = manifest(mode="socket")
HTTP = manifest(mode="http", url="https://desk.example.com")

# What Slack asks for each method that the code calls.
METHOD_SCOPES: dict[str, set[str]] = {
    "apps_connections_open": set(),
    "auth_test": set(),
    "chat_postMessage": {"chat:write"},
    "chat_postEphemeral": {"chat:write"},
    "chat_update": {"chat:write"},
    "chat_delete": {"chat:write"},
    "conversations_history": {"channels:history", "groups:history", "im:history"},
    "conversations_replies": {"channels:history", "groups:history", "im:history"},
    "conversations_info": {"channels:read", "groups:read"},
    "conversations_members": {"channels:read", "groups:read"},
    "conversations_open": {"im:write"},
    "files_completeUploadExternal": {"files:write"},
    "files_delete": {"files:write"},
    "files_getUploadURLExternal": {"files:write"},
    "files_info": {"files:read"},
    "reactions_add": {"reactions:write"},
    "usergroups_users_list": {"usergroups:read"},
    "users_profile_get": {"users.profile:read"},
    "users_info": {"users:read"},
    "users_list": {"users:read"},
    "views_open": set(),
    "views_publish": set(),
    "views_push": set(),
    "views_update": set(),
}
EVENT_SCOPES: dict[str, set[str]] = {
    "app_home_opened": set(),
    "app_mention": {"app_mentions:read"},
    "message.channels": {"channels:history"},
    "message.groups": {"groups:history"},
    "message.im": {"im:history"},
    "member_joined_channel": {"channels:read", "groups:read"},
    "member_left_channel": {"channels:read", "groups:read"},
    "user_change": {"users:read"},
    "team_join": {"users:read"},
    "reaction_added": {"reactions:read"},
    "reaction_removed": {"reactions:read"},
    "subteam_updated": {"usergroups:read"},
    "subteam_members_changed": {"usergroups:read"},
}


@pytest.mark.parametrize("built", [SOCKET, HTTP], ids=["socket", "http"])
def test_the_manifest_is_one_that_slack_accepts(built: dict[str, Any]) -> None:
    if not SCHEMA.is_file():
        pytest.skip("Slack's manifest schema is not beside this checkout.")
    schema = json.loads(SCHEMA.read_text())

    jsonschema.validate(built, schema)


def test_the_manifest_names_every_command_and_event_that_has_a_listener() -> None:
    commands = {command["command"] for command in SOCKET["features"]["slash_commands"]}
    events = {event.partition(".")[0] for event in bot_events()}

    assert commands == set(COMMANDS)
    assert events == set(EVENTS)


def test_the_manifest_names_every_shortcut_as_the_menus_show_it() -> None:
    named = {
        shortcut["callback_id"]: shortcut["name"] for shortcut in SOCKET["features"]["shortcuts"]
    }

    assert named == NAMES
    assert set(named) == set(SHORTCUTS)


def test_the_manifest_asks_for_the_scopes_that_the_code_needs_and_for_no_more() -> None:
    methods = set().union(*(METHOD_SCOPES[method] for method in set(_called_methods())))
    events = set().union(*(EVENT_SCOPES[event] for event in bot_events()))

    assert set(SCOPES) == methods | events | {"commands"}


def test_request_urls_stand_in_the_manifest_of_http_mode_only() -> None:
    assert "desk.example.com" not in json.dumps(SOCKET)
    assert json.dumps(HTTP).count("https://desk.example.com/slack/events") == len(COMMANDS) + 2


def _called_methods() -> Iterator[str]:
    """Find what is called on a client of Slack, wherever Slack's SDK may be used."""
    for path in (*(ROOT / "handlers").rglob("*.py"), ROOT / "bot" / "wiring" / "slack.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                owner = node.func.value
                name = getattr(owner, "attr", None) or getattr(owner, "id", None)
                is_method = "_" in node.func.attr and node.func.attr not in _NOT_METHODS
                if name in {"client", "_client"} and is_method:
                    yield node.func.attr


# What the clients offer that is no method of Slack's, or takes any method.
_NOT_METHODS = {
    "api_call",
    "connect_to_new_endpoint",
    "is_connected",
    "send_socket_mode_response",
}
