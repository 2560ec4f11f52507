"""Slack's payloads as plain values; raw dictionaries stop here."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

_MARKUP = re.compile(r"<([^<>]*)>")


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
class Said:
    """A message; `text` is plain, `raw` as Slack wrote it. `thread` is None at top level."""

    event_id: str
    channel: str
    is_direct: bool
    user: str
    team: str | None
    ts: str
    thread: str | None
    text: str
    raw: str

    @property
    def at(self) -> datetime:
        """The instant at which Slack took the message."""
        return datetime.fromtimestamp(float(self.ts), UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """An edit, or a deletion if `text` is None."""

    event_id: str
    channel: str
    user: str
    ts: str
    text: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Click:
    """A button, a line of a menu or a choice; `value` is what it carries."""

    action_id: str
    value: str
    user: str
    team: str | None
    trigger: str
    channel: str | None
    thread: str | None
    response_url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Submitted:
    """A form that somebody sent; `state` is Slack's own nesting of blocks and elements."""

    callback_id: str
    view_id: str
    user: str
    team: str | None
    metadata: str
    state: Mapping[str, Mapping[str, Any]]


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


def said(body: Mapping[str, Any]) -> Said:
    """Read a `message` or `app_mention` event that a person wrote."""
    event = body["event"]
    thread = event.get("thread_ts")
    raw = _with_files(event)
    return Said(
        event_id=body["event_id"],
        channel=event["channel"],
        is_direct=event.get("channel_type") == "im",
        user=event["user"],
        team=event.get("user_team") or event.get("team"),
        ts=event["ts"],
        # The first message of a thread carries its own ts once somebody has answered.
        thread=thread if thread != event["ts"] else None,
        text=plain(raw),
        raw=raw,
    )


def changed(body: Mapping[str, Any]) -> Changed:
    """Read the edit or the deletion of a message."""
    event = body["event"]
    before = event.get("previous_message") or {}
    after = event.get("message") or {}
    is_deleted = event["subtype"] == "message_deleted" or after.get("subtype") == "tombstone"
    return Changed(
        event_id=body["event_id"],
        channel=event["channel"],
        user=after.get("user") or before.get("user") or "",
        ts=event.get("deleted_ts") or after.get("ts") or before.get("ts") or "",
        text=None if is_deleted else plain(_with_files(after)),
    )


def click(body: Mapping[str, Any]) -> Click:
    """Read the first action of a `block_actions` payload."""
    action = body["actions"][0]
    chosen = action.get("selected_option") or {}
    container = body.get("container") or {}
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
    )


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


def plain(text: str) -> str:
    """Turn Slack's markup of links, people and channels into words, and unescape the rest."""
    return html.unescape(_MARKUP.sub(_spoken, text)).replace("\x00", "")


def without_mention(text: str, user_id: str) -> str:
    """Drop the mention of `user_id` with which a text begins."""
    return re.sub(rf"^\s*<@{re.escape(user_id)}(\|[^>]*)?>[\s:,]*", "", text)


def starts_with_mention(text: str, user_id: str) -> bool:
    """Say whether a text is addressed to `user_id`."""
    return text.lstrip().startswith((f"<@{user_id}>", f"<@{user_id}|"))


def _spoken(match: re.Match[str]) -> str:
    target, _, label = match.group(1).partition("|")
    if target.startswith(("@", "#", "!")):
        sign = "#" if target.startswith("#") else "@"
        return sign + (label.lstrip("@#") or target[1:])
    return f"{label} ({target})" if label and label not in target else target


def _with_files(message: Mapping[str, Any]) -> str:
    """Add a line with the link of each file, since a file belongs to its own thread."""
    files = message.get("files") or ()
    lines = [f"{f.get('name') or 'file'}: {f['permalink']}" for f in files if f.get("permalink")]
    return "\n".join(filter(None, [message.get("text") or "", *lines]))


def profile(user: Mapping[str, Any]) -> dict[str, object]:
    """Read what Slack says about a person, by the names of the columns it is kept in."""
    shown = user.get("profile") or {}
    name = shown.get("display_name") or shown.get("real_name") or user.get("real_name")
    return {
        "slack_id": user["id"],
        "name": name or user.get("name") or user["id"],
        "zone": user.get("tz") or "UTC",
        "team_id": user.get("team_id"),
        "is_guest": bool(user.get("is_restricted") or user.get("is_ultra_restricted")),
        "is_external": bool(user.get("is_stranger")),
        "is_bot": bool(user.get("is_bot")) or user["id"] == "USLACKBOT",
        "deactivated": bool(user.get("deleted")),
    }
