"""What every listener is handed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.usecases.office import Act

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.usecases.office import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The office, the clock, and the bot's own user id."""

    office: Office
    clock: Clock
    bot_user: str

    def act(self, user: str, team: str | None, key: str) -> Act:
        """Describe what `user` does now, with the key of the delivery that tells of it."""
        return Act(slack_id=user, team_id=team, key=key, now=self.clock.now())
