"""The company of the load: so many desks that Slack's pace of a channel holds nobody back."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Final

#: Slack takes one message a second and channel; each desk has two.
DESKS: Final = 200
#: No multiple of the desks: what one person writes in one channel in a minute is one request.
PEOPLE: Final = 1999
TEAM: Final = "T0BENCH"
# A night in the week, so that no digest falls due during a measurement.
_BEGINNING: Final = datetime(2026, 3, 3, 0, 30, tzinfo=UTC).timestamp()


def settings() -> str:
    """Give the settings of all the desks."""
    return "".join(
        f'[[desks]]\nkey = "d{desk}"\nteam_channel = "C0T{desk:03}"\n'
        f'intake_channels = ["{_intake(desk)}"]\n'
        for desk in range(DESKS)
    )


def channel_of(number: int) -> str:
    """Name the channel in which the request of that number is written."""
    return _intake(number % DESKS)


def team_of(channel: str) -> str:
    """Name the team channel that a channel's requests have their cards in."""
    return channel.replace("C0I", "C0T")


def person_of(number: int) -> str:
    """Name who writes the request of that number."""
    return f"U{number % PEOPLE:08d}"


def shift() -> float:
    """Give the seconds by which the clock of a measurement that begins now is ahead."""
    return _BEGINNING - time.time()


def _intake(desk: int) -> str:
    return f"C0I{desk:03}"
