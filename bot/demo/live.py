"""The demo: the company on a web page, with the bot at work, until somebody ends it."""

from __future__ import annotations

from datetime import time
from string import Template
from typing import TYPE_CHECKING

from bot.clock import SystemClock
from bot.demo.company import TEAM_CHANNEL, ZONE, Habits, slack_id
from bot.demo.past import live_through
from bot.demo.stage import set_stage
from bot.usecases.figures import queue_reports

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable
    from pathlib import Path

    from bot.demo.stage import Stage

_WELCOME = Template("""\
The help desk is open. Have two tabs side by side, one for each of these people:

  Alice, who needs help      $url/?as=$alice
  Theo, a technician         $url/?as=$theo&channel=$team

1. As Alice, type “/request my screen stays dark” and read what you are promised.
2. As Theo, press Claim on the card in #it-desk, answer in its thread, then press Resolve….
3. As Alice, answer the question that arrives a moment later: how satisfied are you?
4. As Theo, read the digest and the leaderboard in #it-desk, then type “/desk” to see what waits.
5. As Alice, put :ticket: on a message in #general, or choose “File as request” below it.
6. As Alice, type “/request Ledger shows old balances”: a rule gives it to whoever knows the
   books. As Theo, type “/desk why” and its number, and read why.
7. As both, open the App home; as Alice, press New request there and tick “Private”.

Ctrl-C ends it.""")


def run_demo(
    folder: Path, *, port: int, stopped: threading.Event, tell: Callable[[str], None]
) -> None:
    """Play until `stopped` is set, with database, settings and history in `folder`."""
    clock = SystemClock()
    hour = clock.now().astimezone(ZONE).hour
    # A digest that is due this hour is not late, and a survey that comes at once comes on any day.
    habits = Habits(survey_after_minutes=0, close_after_days=7, digest_at=time(hour))
    with set_stage(folder, habits, port=port, clock=clock) as stage:
        is_first = live_through(stage.bot.office, folder, clock.now())
        queue_reports(stage.bot.office, stage.desk, clock.now())
        stage.bot.start()
        stage.slack.wait_connected()
        if is_first:
            _begin_the_day(stage)
        tell(_welcome(stage))
        stopped.wait()


def _begin_the_day(stage: Stage) -> None:
    """File a few requests of today, so that there is something to work on."""
    company = stage.company
    company.people["Carla"].says("@Firstline the projector in room 4 stays dark", company.general)
    company.people["Elif"].says("Three keys of my keyboard are stuck", company.intake)
    company.people["Bob"].command("/request", "Invoices cannot be printed")


def _welcome(stage: Stage) -> str:
    return _WELCOME.substitute(
        url=stage.slack.base_url,
        alice=slack_id("Alice"),
        theo=slack_id("Theo"),
        team=TEAM_CHANNEL,
    )
