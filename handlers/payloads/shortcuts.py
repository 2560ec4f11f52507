"""Shortcuts, from the menu of the app or of a message."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from handlers.payloads.files import files_of
from handlers.payloads.reading import reading
from handlers.payloads.words import plain

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """The message on which somebody chose a shortcut; `author` is None for other apps.

    `root` begins its thread if it is a reply. `text` has the links of its files below it.
    """

    channel: str
    ts: str
    root: str | None
    user: str | None
    author: str | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortcut:
    """A shortcut that somebody chose, on a message or from the menu."""

    name: str
    user: str
    team: str | None
    trigger: str
    response_url: str | None
    message: Quoted | None


@reading()
def shortcut(body: Mapping[str, Any]) -> Shortcut:
    """Read a `shortcut` or `message_action` payload."""
    return Shortcut(
        name=body["callback_id"],
        user=body["user"]["id"],
        team=body["user"].get("team_id"),
        trigger=body["trigger_id"],
        response_url=body.get("response_url"),
        message=_quoted(body) if body.get("message") else None,
    )


def _quoted(body: Mapping[str, Any]) -> Quoted:
    message = body["message"]
    user, root = message.get("user"), message.get("thread_ts")
    links = [f"{file.name}: {file.url}" for file in files_of(message)]
    is_app = bool(message.get("bot_id")) or user in {None, "USLACKBOT"}
    return Quoted(
        channel=body["channel"]["id"],
        ts=message["ts"],
        root=root if root != message["ts"] else None,
        user=user,
        author=None if is_app else user,
        text="\n".join(filter(None, (plain(message.get("text") or ""), *links))),
    )
