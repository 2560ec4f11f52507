"""Names of lanes: what is sent on one keeps its order."""

from __future__ import annotations

from typing import Final

_DIRECT: Final = "dm:"
# What waits for somebody's morning has a lane of its own, so that it holds up nothing else.
_QUIET: Final = ":quiet"
# So many threads are read at the same time because somebody writes in them.
_HURRIED: Final = 8


def direct_lane(slack_id: str) -> str:
    """Name the lane of the direct messages with one person."""
    return f"{_DIRECT}{slack_id}"


def home_lane(slack_id: str) -> str:
    """Name the lane of one person's Home."""
    return f"home:{slack_id}"


def quiet_lane(lane: str) -> str:
    """Name the lane of what waits for the morning, beside the lane that it would stop."""
    return f"{lane.removesuffix(_QUIET)}{_QUIET}"


def lanes_to(slack_id: str) -> tuple[str, ...]:
    """Name every lane that leads to one person."""
    direct = direct_lane(slack_id)
    return (direct, quiet_lane(direct), home_lane(slack_id))


def reading_lane(channel: str) -> str:
    """Name the lane in which a channel is read, beside the one in which it is written to."""
    return f"read:{channel}"


def hurried_lane(conversation_id: int) -> str:
    """Name one of a few lanes for threads in which somebody waits for the reading."""
    return f"read:soon:{conversation_id % _HURRIED}"


def is_direct(lane: str) -> bool:
    """Say whether a lane leads into somebody's direct messages."""
    return lane.startswith(_DIRECT)


def address(lane: str) -> str:
    """Give the channel that a lane leads to, or the Slack id of the person."""
    return lane.removeprefix(_DIRECT).removesuffix(_QUIET)
