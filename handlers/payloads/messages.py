"""What people write, edit and delete."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from handlers.payloads import spots
from handlers.payloads.files import files_of
from handlers.payloads.reading import reading
from handlers.payloads.words import plain, with_files

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.domain.messages import SharedFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A message; `text` is plain, `raw` as Slack wrote it. `thread` is None at top level.

    `at` is the instant at which Slack took it; `app` names the app whose bot wrote it, if any.
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
    files: tuple[SharedFile, ...] = ()
    app: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """An edit, with the text as Slack wrote it, or a deletion if `raw` is None."""

    event_id: str
    channel: str
    user: str
    ts: str
    thread: str | None
    raw: str | None


@reading()
def said(body: Mapping[str, Any]) -> Said:
    """Read a `message` or `app_mention` event that a person wrote."""
    event = body["event"]
    # A thread begins at an instant as well; what has none is not Slack's.
    ts, thread = event["ts"], event.get("thread_ts") or event["ts"]
    spots.stamp(thread)
    raw = with_files(event)
    return Said(
        event_id=body["event_id"],
        channel=spots.channel(event["channel"]),
        is_direct=event.get("channel_type") == "im",
        # An app without an account of its own has only the id of its bot.
        user=event.get("user") or event["bot_id"],
        team=event.get("user_team") or event.get("team"),
        ts=ts,
        # The first message of a thread carries its own ts once somebody has answered.
        thread=thread if thread != ts else None,
        text=plain(raw),
        raw=raw,
        at=spots.instant(ts),
        files=files_of(event),
        app=_app(event),
    )


@reading()
def changed(body: Mapping[str, Any]) -> Changed:
    """Read the edit or the deletion of a message."""
    event = body["event"]
    before = event.get("previous_message") or {}
    after = event.get("message") or {}
    is_deleted = event["subtype"] == "message_deleted" or after.get("subtype") == "tombstone"
    return Changed(
        event_id=body["event_id"],
        channel=event["channel"],
        # A tombstone is Slack's own; what it stands for was somebody's.
        user=before.get("user") or after.get("user") or "",
        ts=event.get("deleted_ts") or after.get("ts") or before.get("ts") or "",
        thread=before.get("thread_ts"),
        raw=None if is_deleted else with_files(after),
    )


def _app(message: Mapping[str, Any]) -> str:
    """Name the app whose bot wrote a message."""
    if not message.get("bot_id"):
        return ""
    profile = message.get("bot_profile") or {}
    return message.get("username") or profile.get("name") or "An app"
