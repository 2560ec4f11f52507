"""Events in general, and who came or left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from handlers.payloads.reading import reading

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """What every event tells: what it is, and whom and which place it is about, if any."""

    kind: str
    key: str
    user: str
    team: str | None
    channel: str | None
    thread: str | None


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
        channel=event.get("channel"),
        thread=event.get("thread_ts"),
    )


@reading()
def moved(body: Mapping[str, Any]) -> tuple[str, str]:
    """Read who came into which channel or left it."""
    return body["event"]["user"], body["event"]["channel"]
