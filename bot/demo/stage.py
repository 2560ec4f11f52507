"""The stage of demo and tour: a pretend Slack, the company in it, and the bot connected to it."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.clock import Clock, SystemClock
from bot.demo.company import DESK, Company, move_in, settings_text
from bot.settings import load_settings
from bot.usecases.deadlines import REMEMBER_DELIVERIES, forget_old_deliveries
from bot.wiring.bot import Bot, build_bot
from bot.wiring.slack import slack_client
from handlers.directory import refresh_people
from sandbox import Sandbox

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.demo.company import Habits
    from bot.domain.desk import Desk
    from bot.settings import Settings

_CONFIG = "config.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """What scenes are played on; the bot is wired up and nothing of it has been started."""

    slack: Sandbox
    company: Company
    bot: Bot
    clock: Clock

    @property
    def desk(self) -> Desk:
        """The company's one desk."""
        return self.bot.office.desks[DESK]


@contextmanager
def set_stage(
    folder: Path, habits: Habits, *, port: int = 0, clock: Clock | None = None
) -> Iterator[Stage]:
    """Build everything, with the database in `folder`, and take it down afterwards."""
    clock = clock or SystemClock()
    with Sandbox(port=port, now=clock.now) as slack:
        company = move_in(slack)
        settings = _settings(slack, folder, habits)
        bot = build_bot(settings, clock=clock)
        try:
            refresh_people(bot.office, slack_client(settings), clock)
            # A new workspace counts its deliveries from one again, which a kept database
            # would take for repetitions.
            later = clock.now() + REMEMBER_DELIVERIES + timedelta(seconds=1)
            forget_old_deliveries(bot.office, later)
            yield Stage(slack=slack, company=company, bot=bot, clock=clock)
        finally:
            bot.stop()


def _settings(slack: Sandbox, folder: Path, habits: Habits) -> Settings:
    config = folder / _CONFIG
    config.write_text(settings_text(folder, habits), encoding="utf-8")
    environ = {
        "FIRSTLINE_CONFIG": str(config),
        "SLACK_API_URL": slack.api_url,
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
    }
    return load_settings(environ)
