"""What every carrier is handed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from slack_sdk import WebClient

    from bot.clock import Clock
    from bot.usecases.office import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class Kit:
    """The office, the way to Slack, the clock, and the bot's own user id."""

    office: Office
    client: WebClient
    clock: Clock
    bot_user: str
