"""Whether the bot can see a channel, and whether it may talk there."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from slack_sdk.errors import SlackApiError

from handlers.failures import Failure, failure_of

if TYPE_CHECKING:
    from slack_sdk import WebClient

#: Slack answers these again in a moment; anything else it has said for good.
_PASSING: Final = frozenset({Failure.WAIT, Failure.AGAIN, Failure.UNCERTAIN})


class Ground(Enum):
    """What a channel is to the bot."""

    OURS = auto()  # it can read and talk there
    SHARED = auto()  # it can read there, but people of other companies listen, or nobody may talk
    UNSEEN = auto()  # it cannot even read there


def ground_of(client: WebClient, channel: str) -> Ground:
    """Ask Slack about a channel; raises what Slack may answer otherwise in a moment."""
    try:
        if channel.startswith("D"):
            # Reading about direct messages needs another scope than reading them.
            client.conversations_history(channel=channel, limit=1)
            return Ground.OURS
        shown = client.conversations_info(channel=channel)["channel"]
    except SlackApiError as error:
        if failure_of(error) in _PASSING:
            raise
        return Ground.UNSEEN
    if not shown.get("is_member"):
        return Ground.UNSEEN
    is_open = not (shown.get("is_ext_shared") or shown.get("is_archived"))
    return Ground.OURS if is_open else Ground.SHARED
