"""Looking in Slack for a message whose fate is unknown."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from handlers.pages import pages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from slack_sdk import WebClient

    from storage.outbox import Due

_LOOK_BACK = timedelta(seconds=5)


def messages_since(
    client: WebClient, due: Due, channel: str, thread_ts: str | None
) -> Iterator[dict[str, Any]]:
    """Give what was written in a channel or a thread since a row was queued."""
    since = str((due.created_at - _LOOK_BACK).timestamp())
    asked: dict[str, Any] = {"channel": channel, "oldest": since, "include_all_metadata": True}
    if thread_ts is not None:
        answers = pages(client.conversations_replies, ts=thread_ts, **asked)
    else:
        answers = pages(client.conversations_history, **asked)
    for answer in answers:
        yield from answer["messages"]


def find(client: WebClient, due: Due, channel: str, thread_ts: str | None) -> str | None:
    """Find the message that carries a row's key; return its spot."""
    for message in messages_since(client, due, channel, thread_ts):
        payload = (message.get("metadata") or {}).get("event_payload") or {}
        if payload.get("key") == due.key:
            return str(message["ts"])
    return None
