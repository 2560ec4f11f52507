"""A desk in a process of its own, for the tests that kill it.

Run as `python -m tests.faults.desk_process SPEED START AT LEAPS`, which make up its clock, with
the settings in the environment.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from bot.settings import load_settings
from bot.usecases.care import gaps
from bot.wiring.bot import build_bot
from tests.faults.dying import Point, die_at
from tests.support.quick_clock import QuickClock

if TYPE_CHECKING:
    from bot.wiring.bot import Bot

#: With a fast clock a lane is free again long before the sender would look by itself.
LOOK_EVERY = 0.05


def main() -> None:
    """Run until killed, or told to stop."""
    speed, start, at = map(float, sys.argv[1:4])
    clock = QuickClock(speed=speed, start=start, at=at, leaps=Path(sys.argv[4]))
    die = os.environ.pop("FIRSTLINE_TEST_DIE", "")
    stopped = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stopped.set())
    bot = build_bot(load_settings(os.environ), clock=clock)
    if die:
        die_at(bot.office.store.database.engine, Point(die))
    bot.start()
    while not stopped.wait(LOOK_EVERY):
        bot.sender.wake()
        _beat(bot, clock)
    bot.stop()


def _beat(bot: Bot, clock: QuickClock) -> None:
    """Note that the desk hears Slack, often enough for a fast clock that no gap seems to be."""
    with suppress(Exception):
        if bot.transport.hears():
            gaps.beat(bot.office, clock.now())


if __name__ == "__main__":
    main()
