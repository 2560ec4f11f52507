"""Desks in processes of their own, which can be killed and started again, and their Slack."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import func, select

from handlers.http_mode import PATH
from sandbox import Sandbox
from storage.engine import Database
from storage.tables import outbox, requests
from storage.turns import UNSENT
from tests.e2e.workplace import TEAM, Plan
from tests.support.commands import PROGRAM
from tests.support.quick_clock import QuickClock
from tests.support.waiting import eventually

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sandbox import Channel, Message, Person

ROOT: Final = Path(__file__).parents[2]
SPEED: Final = 30.0
#: How a receipt begins, before its number.
RECEIPT: Final = "We have your request #"
CHANNELS: Final = tuple(f"C04HELP{index}" for index in range(10))
CONFIG: Final = f"""
[[desks]]
key = "it"
team_channel = "{TEAM}"
intake_channels = {list(CHANNELS)}
"""
#: Seconds until a process is connected, on a busy machine.
STARTING: Final = 60


@dataclass(slots=True, kw_only=True)
class Mortal:
    """A desk in a process that can be killed and started again, and the Slack it talks to."""

    slack: Sandbox
    clock: QuickClock
    environment: dict[str, str]
    log: Path
    database: Database
    theo: Person
    people: list[Person] = field(default_factory=list)
    channels: list[Channel] = field(default_factory=list)
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)
    #: Those on Socket Mode, the dead ones included.
    connected: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, *, die: str = "") -> subprocess.Popen[bytes]:
        """Start a process on Socket Mode; it may be told at which point to `die`."""
        return self._connected(self._spawn({**self.environment, "FIRSTLINE_TEST_DIE": die}))

    def run(self, *, monitor: int | None = None) -> subprocess.Popen[bytes]:
        """Start the desk as an administrator does, without waiting for it."""
        port = {"FIRSTLINE_MONITOR__PORT": str(monitor)} if monitor else {}
        return self._spawn({**self.environment, **port}, command=[*PROGRAM, "run"])

    def _connected(self, process: subprocess.Popen[bytes]) -> subprocess.Popen[bytes]:
        self.connected.append(process)
        eventually(
            lambda: process.poll() is not None or self.slack.connections >= len(self.listening),
            "a connection",
            seconds=STARTING,
        )
        assert process.poll() is None, self.log.read_text()
        return process

    def start_http(self) -> subprocess.Popen[bytes]:
        """Start a process that gets every second delivery over HTTP."""
        with socket.create_server(("127.0.0.1", 0)) as probe:
            port = probe.getsockname()[1]
        settings = {"FIRSTLINE_SLACK__MODE": "http", "FIRSTLINE_HTTP__PORT": str(port)}
        process = self._spawn({**self.environment, **settings})
        url = f"http://127.0.0.1:{port}{PATH}"
        eventually(lambda: self.slack.use_both(url), "an answer", seconds=STARTING)
        return process

    @property
    def listening(self) -> list[subprocess.Popen[bytes]]:
        """The living processes on Socket Mode."""
        return [one for one in self.connected if one in self.processes]

    def _spawn(
        self, environment: dict[str, str], *, command: Sequence[str] = ()
    ) -> subprocess.Popen[bytes]:
        clock = self.clock
        told = (clock.speed, clock.start, clock.at, clock.leaps)
        module = ["-m", "tests.faults.desk_process", *map(str, told)]
        with self.log.open("ab") as log:
            process = subprocess.Popen(  # noqa: S603 - the command is made here of our own names
                command or [sys.executable, *module],
                cwd=ROOT,
                env=environment,
                stdout=log,
                stderr=log,
            )
        self.processes.append(process)
        return process

    def kill(self, process: subprocess.Popen[bytes] | None = None) -> None:
        """End a process, or all of them, without a word."""
        for victim in [process] if process else [*self.processes]:
            victim.kill()
            victim.wait()
            self.processes.remove(victim)
        if not self.processes:
            eventually(lambda: self.slack.connections == 0, "the connection to break")

    def terminate(self, process: subprocess.Popen[bytes]) -> int:
        """Ask a process to end, and return the status with which it does."""
        process.send_signal(signal.SIGTERM)
        status = process.wait(timeout=30)
        self.processes.remove(process)
        return status

    def asks(self, index: int) -> None:
        """Have something asked, by one of three doors."""
        person = self.people[index % len(self.people)]
        channel = self.channels[index % len(self.channels)]
        if index % 3 == 0:
            person.dms(f"Direct {index}")
        elif index % 3 == 1:
            person.says(f"Intake {index}", channel)
        else:
            person.says(f"Dear <@{self.slack.bot_user_id}> mentioned {index}", channel)

    @property
    def is_sqlite(self) -> bool:
        """Whether the processes share a file."""
        return self.database.is_sqlite

    def filed(self) -> int:
        """Count the requests in the database."""
        with self.database.read() as connection:
            return connection.execute(select(func.count()).select_from(requests)).scalar_one()

    def is_quiet(self) -> bool:
        """Say whether Slack and the desk have nothing more to tell each other."""
        unsent = select(func.count()).where(outbox.c.state.in_(UNSENT))
        with self.database.read() as connection:
            waiting: int = connection.execute(unsent).scalar_one()
        return waiting == 0 and all(delivery.done for delivery in self.slack.deliveries)

    def places(self) -> list[Message]:
        """List all messages that stand anywhere."""
        found = [*self.slack.messages(TEAM)]
        for channel in self.channels:
            found += self.slack.messages(channel)
        for person in self.people:
            found += person.inbox
        return found

    def receipts(self) -> Counter[str]:
        """Count the receipts by their first line."""
        first = (self.slack.read(message).split(".")[0] for message in self.places())
        return Counter(line for line in first if line.startswith(RECEIPT))

    def questions(self) -> Counter[str]:
        """Count the surveys by whom they were sent to."""
        asked = (
            person.name
            for person in self.people
            for message in person.inbox
            if "was solved by" in self.slack.read(message)
        )
        return Counter(asked)

    def digests(self) -> Counter[str]:
        """Count the digests by their first line."""
        tops = (self.slack.read(m) for m in self.slack.messages(TEAM) if not m.is_reply)
        return Counter(text.splitlines()[0] for text in tops if not text.startswith("#"))

    def cards(self) -> Counter[str]:
        """Count the cards by their number."""
        tops = (self.slack.read(m) for m in self.slack.messages(TEAM) if not m.is_reply)
        return Counter(text.split()[0] for text in tops if text.startswith("#"))


@contextmanager
def mortal(
    database_url: str,
    folder: Path,
    *,
    people: int,
    speed: float = SPEED,
    begin: datetime | None = None,
) -> Iterator[Mortal]:
    """Set the scene; nothing is started yet, and nothing is left running.

    The clock shows `begin`, or now, when it is set.
    """
    begin = begin or datetime.now(UTC)
    clock = QuickClock(speed=speed, leaps=folder / "leaps", at=begin.timestamp())
    # Slack's own patience is minutes; here it is as many attempts as a test may need.
    delays = (1.0,) * 100
    with Sandbox(now=clock.now, retry_delays=delays) as slack, _opened(database_url) as database:
        plan = Plan(database_url=database_url, folder=folder, config=CONFIG)
        scene = Mortal(
            slack=slack,
            clock=clock,
            environment=plan.environment(slack),
            log=folder / "log",
            database=database,
            theo=slack.add_person("Theo"),
        )
        scene.people += [slack.add_person(f"Person{index}") for index in range(people)]
        slack.add_channel("desk-it", members=[scene.theo], channel_id=TEAM)
        for channel in CHANNELS:
            opened = slack.add_channel(channel.lower(), members=scene.people, channel_id=channel)
            scene.channels.append(opened)
        try:
            yield scene
        finally:
            scene.kill()


@contextmanager
def _opened(url: str) -> Iterator[Database]:
    database = Database.open(url)
    try:
        yield database
    finally:
        database.close()
