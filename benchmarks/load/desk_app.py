"""The desk as it runs in production, at another hour."""

from __future__ import annotations

import logging
import os
import sys
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.load.company import settings
from benchmarks.load.subject import SECRET, answer_questions
from bot.clock import SystemClock
from bot.settings import load_settings
from bot.wiring.bot import Bot, build_bot
from handlers.http_mode import HttpMode


class ShiftedClock:
    """The clock of the computer, set by so many seconds."""

    def __init__(self, seconds: float) -> None:
        """Take over the computer's clock."""
        self._clock = SystemClock()
        self._shift = timedelta(seconds=seconds)

    def now(self) -> datetime:
        """Give the instant."""
        return self._clock.now() + self._shift


def build(slack_url: str, database_url: str, shift: float) -> Bot:
    """Wire the desk to a pretend Slack, in HTTP mode."""
    with TemporaryDirectory() as folder:
        config = Path(folder, "config.toml")
        config.write_text(settings(), encoding="utf-8")
        environ = {
            "FIRSTLINE_CONFIG": str(config),
            "FIRSTLINE_DATABASE_URL": database_url,
            "FIRSTLINE_SLACK__MODE": "http",
            "FIRSTLINE_HTTP__PORT": "0",
            "SLACK_API_URL": slack_url,
            "SLACK_BOT_TOKEN": "xoxb-bench",
            "SLACK_SIGNING_SECRET": SECRET,
        }
        return build_bot(load_settings(environ), clock=ShiftedClock(shift))


def main(slack_url: str, database_url: str, shift: str) -> None:
    """Run until nobody asks any more."""
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    bot = build(slack_url, database_url, float(shift))
    if not isinstance(bot.transport, HttpMode):
        raise TypeError(bot.transport)
    bot.start()
    answer_questions(bot.transport.url)
    # Whatever is under way has been measured.
    os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
