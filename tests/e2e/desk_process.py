"""A desk in a process of its own, for the tests that kill it.

Run as `python -m tests.e2e.desk_process SPEED START`, with the settings in the environment.
"""

from __future__ import annotations

import os
import sys
import threading

from bot.settings import load_settings
from bot.wiring.bot import build_bot
from tests.support.quick_clock import QuickClock

#: With a fast clock a lane is free again long before the sender would look by itself.
LOOK_EVERY = 0.05


def main() -> None:
    """Run until killed."""
    speed, start = map(float, sys.argv[1:])
    bot = build_bot(load_settings(os.environ), clock=QuickClock(speed=speed, start=start))
    bot.start()
    never = threading.Event()
    while not never.wait(LOOK_EVERY):
        bot.sender.wake()


if __name__ == "__main__":
    main()
