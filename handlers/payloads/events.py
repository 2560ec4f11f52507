"""Events in general, and who came or left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from handlers.payloads import spots
from handlers.payloads.reading import reading

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


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
class Reacted:
    """A reaction to the message at `ts`, which `author` wrote, put on or taken back at `at`."""

    event_id: str
    user: str
    emoji: str
    channel: str
    ts: str
    author: str | None
    at: datetime


@reading()
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
        channel=event.get("channel") or (event.get("item") or {}).get("channel"),
        thread=event.get("thread_ts"),
    )


@reading()
def is_own_message(body: Mapping[str, Any], bot_user: str) -> bool:
    """Say whether the bot itself wrote or edited a message; others may delete what it wrote."""
    event = body["event"]
    writer = event.get("user") or (event.get("message") or {}).get("user")
    return event.get("type") == "message" and writer == bot_user


@reading()
def reacted(body: Mapping[str, Any]) -> Reacted:
    """Read a reaction that was added or removed."""
    event = body["event"]
    item = event["item"]
    return Reacted(
        event_id=body["event_id"],
        user=spots.person(event["user"]),
        emoji=event["reaction"],
        # Reactions to a file name neither.
        channel=spots.channel(item["channel"]),
        ts=spots.stamp(item["ts"]),
        author=event.get("item_user"),
        at=spots.instant(event["event_ts"]),
    )


@reading()
def visitor(body: Mapping[str, Any]) -> str | None:
    """Read who opened the app's Home; None if it was another of the app's tabs."""
    event = body["event"]
    # Opening the messages tab is told by the same event.
    return spots.person(event["user"]) if event.get("tab") == "home" else None


@reading()
def moved(body: Mapping[str, Any]) -> tuple[str, str]:
    """Read who came into which channel or left it."""
    return body["event"]["user"], body["event"]["channel"]
