"""The desk as it runs in production, with a clock that never makes it wait."""

from __future__ import annotations

import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.subject import SECRET, answer_questions
from bot.settings import load_settings
from bot.wiring.bot import Bot, build_bot
from handlers.http_mode import HttpMode

_CONFIG = '[[desks]]\nkey = "it"\nteam_channel = "C04TEAM"\n'
# A midnight, so that no digest falls due during the measurement.
_BEGINNING = datetime(2026, 3, 3, tzinfo=UTC)


class HurriedClock:
    """A clock that is a second further at every look, so that no lane has to be waited for."""

    def __init__(self) -> None:
        """Start at the beginning."""
        self._lock = threading.Lock()
        self._at = _BEGINNING

    def now(self) -> datetime:
        """Give an instant a second after the one before."""
        with self._lock:
            self._at += timedelta(seconds=1)
            return self._at


def build(slack_url: str, database: str) -> Bot:
    """Wire the desk to a pretend Slack, in HTTP mode."""
    config = Path(database).with_suffix(".toml")
    config.write_text(_CONFIG, encoding="utf-8")
    environ = {
        "FIRSTLINE_CONFIG": str(config),
        "FIRSTLINE_DATABASE_URL": f"sqlite:///{database}",
        "FIRSTLINE_SLACK__MODE": "http",
        "FIRSTLINE_HTTP__PORT": "0",
        "SLACK_API_URL": slack_url,
        "SLACK_BOT_TOKEN": "xoxb-bench",
        "SLACK_SIGNING_SECRET": SECRET,
    }
    return build_bot(load_settings(environ), clock=HurriedClock())


def main(slack_url: str, database: str) -> None:
    """Run until nobody asks any more."""
    bot = build(slack_url, database)
    if not isinstance(bot.transport, HttpMode):
        raise TypeError(bot.transport)
    bot.start()
    answer_questions(bot.transport.url)
    bot.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
