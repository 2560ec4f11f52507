"""What every carrier is handed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from slack_sdk import WebClient

    from bot.clock import Clock
    from bot.pulse import Pulse
    from bot.usecases.office import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class Kit:
    """The office, the way to Slack, the clock, the bot's own user id, the process's pulse.

    Larger files than `largest_file` bytes are not copied.
    """

    office: Office
    client: WebClient
    clock: Clock
    bot_user: str
    pulse: Pulse
    largest_file: int = 20 * 2**20
