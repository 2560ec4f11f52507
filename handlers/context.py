"""What every listener is handed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.usecases.office import Act

if TYPE_CHECKING:
    from datetime import datetime

    from bot.clock import Clock
    from bot.usecases.office import Office
    from handlers.payloads import Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The office, the clock, and the bot's own user id."""

    office: Office
    clock: Clock
    bot_user: str

    def act_of(self, said: Said) -> Act:
        """Describe what somebody said, at the instant at which he said it.

        Slack may deliver a message hours late, and the desk's clocks run from the message.
        """
        now = min(said.at, self.clock.now())
        return Act(slack_id=said.user, team_id=said.team, key=said.event_id, now=now)

    def since(self, act: Act, at: datetime) -> Act:
        """Count an act from the instant at which Slack took it, which may be hours ago."""
        return replace(act, now=min(at, act.now))

    def act(self, user: str, team: str | None, key: str) -> Act:
        """Describe what `user` does now, with the key of the delivery that tells of it."""
        return Act(slack_id=user, team_id=team, key=key, now=self.clock.now())
