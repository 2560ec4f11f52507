"""Where and when something stands in Slack: ids and timestamps, refused if no Slack writes them."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Final

_CHANNEL: Final = re.compile(r"[CDG][A-Z0-9]{1,30}")
_PERSON: Final = re.compile(r"[UW][A-Z0-9]{1,30}")
_STAMP: Final = re.compile(r"[0-9]{1,10}\.[0-9]{1,6}")


def is_person(text: str) -> bool:
    """Say whether a text has the shape of a person's Slack id."""
    return _PERSON.fullmatch(text) is not None


def person(text: str) -> str:
    """Give the Slack id of a person; raises `ValueError` for anything else."""
    return _matching(_PERSON, text)


def channel(text: str) -> str:
    """Give the id of a channel or of direct messages; raises `ValueError` for anything else."""
    return _matching(_CHANNEL, text)


def stamp(text: str) -> str:
    """Give the timestamp of a message; raises `ValueError` for anything else."""
    return _matching(_STAMP, text)


def instant(ts: str) -> datetime:
    """Read the instant out of a message's timestamp; raises `ValueError` for anything else."""
    return datetime.fromtimestamp(float(stamp(ts)), UTC)


def _matching(shape: re.Pattern[str], text: str) -> str:
    if shape.fullmatch(text) is None:
        raise ValueError(text[:20])
    return text
