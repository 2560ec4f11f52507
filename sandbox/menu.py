"""What Slack's client offers of the app: its commands and shortcuts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


# What Slack's own client puts at hand.
REACTIONS = ("eyes", "white_check_mark")


@dataclass(frozen=True, slots=True, kw_only=True)
class Menu:
    """Commands with their hints, shortcuts with their names by callback id, emojis at hand."""

    commands: Mapping[str, str] = field(default_factory=dict)
    shortcuts: Mapping[str, str] = field(default_factory=dict)
    message_shortcuts: Mapping[str, str] = field(default_factory=dict)
    reactions: tuple[str, ...] = REACTIONS
