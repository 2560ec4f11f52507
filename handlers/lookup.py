"""Looking in Slack for a message whose fate is unknown, or of which only the spot is known."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from slack_sdk.errors import SlackApiError

from handlers.failures import code_of
from handlers.imprint import key_on
from handlers.pages import pages

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from slack_sdk import WebClient

    from storage.outbox import Due

#: Our clock and Slack's may differ, even by an hour that somebody has set it wrong.
_LOOK_BACK = timedelta(minutes=70)
# What Slack says of a message that is gone, and of a channel that is not there for us.
_GONE = frozenset({"thread_not_found", "message_not_found"})
_OUT_OF_REACH = frozenset({"channel_not_found", "not_in_channel"})


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
        if key_on(message) == due.key:
            return str(message["ts"])
    return None


def message_at(client: WebClient, channel: str, ts: str) -> Mapping[str, Any] | None:
    """Read one message, wherever it stands; None if it is gone or out of reach."""
    try:
        found = standing(client, channel, ts, is_reply=False)
        # A reply stands in no channel's history.
        return found or standing(client, channel, ts, is_reply=True)
    except SlackApiError as error:
        if code_of(error) in _OUT_OF_REACH:
            return None
        raise


def standing(
    client: WebClient, channel: str, ts: str, *, is_reply: bool
) -> Mapping[str, Any] | None:
    """Read one message of a channel that can be read; None if it is gone."""
    asked: dict[str, Any] = {"channel": channel, "latest": ts, "oldest": ts, "inclusive": True}
    asked["include_all_metadata"] = True
    try:
        answer = (
            client.conversations_replies(**asked, ts=ts, limit=2)
            if is_reply
            else client.conversations_history(**asked, limit=1)
        )
    except SlackApiError as error:
        if code_of(error) in _GONE:
            return None
        raise
    found = (message for message in answer["messages"] if message["ts"] == ts)
    message: Mapping[str, Any] | None = next(found, None)
    return message if message and message.get("subtype") != "tombstone" else None
