"""Slack's payloads as plain values; raw dictionaries stop here."""

from __future__ import annotations

import html
import re
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from handlers import limits

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_MARKUP = re.compile(r"<([^<>]*)>")
_PERSON = re.compile(r"[UW][A-Z0-9]{1,30}")
_LONGEST_NAME = 255


class Unreadable(Exception):
    """A payload that lacks what every one of its kind has; nothing is to be had by a retry."""


@contextmanager
def _reading() -> Iterator[None]:
    try:
        yield
    except (LookupError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise Unreadable(type(error).__name__) from None


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """What every event tells: what it is, and whom and which place it is about, if any."""

    kind: str
    key: str
    user: str
    team: str | None
    channel: str | None
    thread: str | None


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
    """A message; `text` is plain, `raw` as Slack wrote it. `thread` is None at top level.

    `at` is the instant at which Slack took it.
    """

    event_id: str
    channel: str
    is_direct: bool
    user: str
    team: str | None
    ts: str
    thread: str | None
    text: str
    raw: str
    at: datetime


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


@_reading()
def happened(body: Mapping[str, Any]) -> Happened:
    """Read what kind of event it is; the rest depends on the kind."""
    event = body["event"]
    # The person is a string in most events and a profile in those about people.
    user = event.get("user") if isinstance(event.get("user"), str) else ""
    return Happened(
        kind=event["type"],
        key=body["event_id"],
        user=user or "",
        team=event.get("team"),
        channel=event.get("channel"),
        thread=event.get("thread_ts"),
    )


@_reading()
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


@_reading()
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
        at=datetime.fromtimestamp(float(event["ts"]), UTC),
    )


@_reading()
def moved(body: Mapping[str, Any]) -> tuple[str, str]:
    """Read who came into which channel or left it."""
    return body["event"]["user"], body["event"]["channel"]


@_reading()
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


@_reading()
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


@_reading()
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


def is_person(text: str) -> bool:
    """Say whether a text has the shape of a person's Slack id."""
    return _PERSON.fullmatch(text) is not None


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


@_reading()
def profile(user: Mapping[str, Any]) -> dict[str, object]:
    """Read what Slack says about a person, by the names of the columns it is kept in."""
    shown = user.get("profile") or {}
    name = shown.get("display_name") or shown.get("real_name") or user.get("real_name")
    return {
        "slack_id": user["id"],
        "name": limits.one_line(name or user.get("name") or user["id"])[:_LONGEST_NAME],
        "zone": user.get("tz") or "UTC",
        "team_id": user.get("team_id"),
        "is_guest": bool(user.get("is_restricted") or user.get("is_ultra_restricted")),
        "is_external": bool(user.get("is_stranger")),
        "is_bot": bool(user.get("is_bot")) or user["id"] == "USLACKBOT",
        "deactivated": bool(user.get("deleted")),
    }
