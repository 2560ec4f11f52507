"""The desk itself: runs until it is told to stop."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
from typing import TYPE_CHECKING

import click

from bot.cli import common
from bot.logs import write_logs
from bot.wiring.bot import build_bot
from bot.wiring.slack import SlackRefusedUs

if TYPE_CHECKING:
    from pathlib import Path

    from bot.settings import Settings
    from bot.wiring.bot import Bot

logger = logging.getLogger(__name__)

#: Seconds in which what has been begun may be finished; hosts kill what takes much longer.
DRAINING = 12.0
_LOOK = 0.2


@click.command()
@common.config_option
def run(config: Path | None) -> None:
    """Run the desk until it is told to stop (Ctrl+C or SIGTERM)."""
    settings = common.read_settings(config, need_slack=True)
    write_logs(sys.stderr, settings.log_level)
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    bot = _built(settings, stopped)
    if bot is None:
        return
    bot.start()
    if _is_connected(bot, stopped):
        click.echo(_welcome(settings))
    stopped.wait()
    _drain(bot)


def _built(settings: Settings, stopped: threading.Event) -> Bot | None:
    """Wire the desk; None if it is told to stop before Slack has answered."""
    try:
        with common.reaching_the_database():
            return build_bot(settings, stopped=stopped)
    except SlackRefusedUs as refused:
        if stopped.is_set():
            return None
        message = f"Slack does not accept the bot's token ({refused}); is the app still installed?"
        raise common.Mistake(message) from None


def _is_connected(bot: Bot, stopped: threading.Event) -> bool:
    # A signal wakes nobody who waits for two things, hence the short looks.
    while not stopped.is_set():
        if bot.transport.connected.wait(_LOOK):
            return True
    return False


def _welcome(settings: Settings) -> str:
    desks = ", ".join(f"{desk.name} in {desk.team_channel}" for desk in settings.desks)
    return f"Firstline is connected and serves {desks}. Ctrl+C stops it."


def _drain(bot: Bot) -> None:
    """Finish what has been begun, but not for ever: the outbox keeps the rest for the next run."""
    draining = threading.Thread(target=bot.stop, name="draining", daemon=True)
    draining.start()
    draining.join(DRAINING)
    if draining.is_alive():
        logger.warning("stopped before everything was finished")
        # Python would wait for threads of the pool that hang, and it may be for ever.
        os._exit(0)
