"""What people do on purpose: commands, clicks and forms."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from handlers.payloads.reading import reading

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A slash command that somebody typed."""

    name: str
    text: str
    user: str
    team: str | None
    channel: str
    trigger: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Click:
    """A button, a line of a menu or a choice; `value` is what it carries.

    `surface` is "home" or "modal" where it does not stand in a message; `view_id` and `state` are
    those of the form that it stands in.
    """

    action_id: str
    value: str
    user: str
    team: str | None
    trigger: str
    channel: str | None
    thread: str | None
    response_url: str | None
    surface: str = ""
    view_id: str = ""
    state: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Submitted:
    """A form that somebody sent; `state` is Slack's own nesting of blocks and elements."""

    callback_id: str
    view_id: str
    user: str
    team: str | None
    metadata: str
    state: Mapping[str, Mapping[str, Any]]


@reading()
def command(body: Mapping[str, Any]) -> Command:
    """Read a slash command."""
    return Command(
        name=body["command"],
        text=body.get("text") or "",
        user=body["user_id"],
        team=body.get("team_id"),
        channel=body.get("channel_id") or "",
        trigger=body["trigger_id"],
    )


@reading()
def click(body: Mapping[str, Any]) -> Click:
    """Read the first action of a `block_actions` payload."""
    action = body["actions"][0]
    chosen = action.get("selected_option") or {}
    container, view = body.get("container") or {}, body.get("view") or {}
    value = chosen.get("value") or action.get("selected_user") or action.get("value") or ""
    return Click(
        action_id=action["action_id"],
        value=value,
        user=body["user"]["id"],
        team=body["user"].get("team_id"),
        trigger=body["trigger_id"],
        channel=(body.get("channel") or {}).get("id"),
        thread=container.get("thread_ts"),
        response_url=body.get("response_url"),
        surface=view.get("type") or "",
        view_id=view.get("id") or "",
        state=(view.get("state") or {}).get("values") or {},
    )


@reading()
def submitted(body: Mapping[str, Any]) -> Submitted:
    """Read a form that somebody sent."""
    view = body["view"]
    return Submitted(
        callback_id=view["callback_id"],
        view_id=view["id"],
        user=body["user"]["id"],
        team=body["user"].get("team_id"),
        metadata=view.get("private_metadata") or "",
        state=(view.get("state") or {}).get("values") or {},
    )
