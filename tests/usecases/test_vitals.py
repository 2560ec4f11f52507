"""When a process counts as dead, and when as not ready."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.clock import SetClock
from bot.monitor import Vitals
from bot.pulse import Part, Pulse
from storage.engine import Database
from storage.store import Store
from tests.support.offices import NOW

if TYPE_CHECKING:
    from bot.usecases.office import Office


def test_a_part_is_dead_when_it_has_been_silent_for_many_turns(office: Office) -> None:
    seconds = [0.0]
    pulse = Pulse(lambda: seconds[0])
    vitals = _vitals(office, pulse)
    for part in Part:
        pulse.beat(part)

    at_once = vitals.alive()
    seconds[0] = 61.0
    pulse.beat(Part.SCHEDULER)
    later = vitals.alive()

    assert (at_once, later) == ([], ["sender is silent"])


def test_a_process_is_ready_only_with_slack_and_the_database(office: Office) -> None:
    lost = replace(
        office,
        store=Store(
            database=Database.open("postgresql://nobody@127.0.0.1:1/nothing"),
            workspace_id=1,
            team_id=None,
        ),
    )

    vitals = _vitals(lost, Pulse())

    assert vitals.ready() == ["Slack is not connected", "the database cannot be reached"]
    assert b"firstline_database_up 0.0" in vitals.metrics()


def test_a_socket_without_frames_is_not_ready(office: Office) -> None:
    seconds = [0.0]
    pulse = Pulse(lambda: seconds[0])
    vitals = _vitals(office, pulse, connected=True)
    pulse.beat(Part.SOCKET)

    at_once = vitals.ready()
    seconds[0] = 91.0

    assert (at_once, vitals.ready()) == ([], ["Slack is not connected"])


def _vitals(office: Office, pulse: Pulse, *, connected: bool = False) -> Vitals:
    event = threading.Event()
    if connected:
        event.set()
    return Vitals(office, SetClock(NOW), pulse, connected=event)
