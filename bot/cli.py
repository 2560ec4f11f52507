"""What an administrator types; heavy parts load when they are used."""

from __future__ import annotations

import os
import signal
import sys
import threading

import click


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Firstline: a help desk that lives in Slack."""


@main.command()
def run() -> None:
    """Run the desk until it is told to stop."""
    from bot.settings import SettingsError, load_settings
    from bot.wiring import build_bot

    try:
        settings = load_settings(os.environ)
    except SettingsError as error:
        for problem in error.problems:
            click.echo(str(problem), err=True)
        sys.exit(2)
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    bot = build_bot(settings, stopped=stopped)
    bot.start()
    stopped.wait()
    bot.stop()
