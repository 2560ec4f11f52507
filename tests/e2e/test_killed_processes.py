"""A process that dies at any moment leaves nothing half done and nothing done twice."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from sqlalchemy import func, select, update

from sandbox import Sandbox
from storage.engine import Database
from storage.tables import outbox, requests, workspaces
from storage.turns import UNSENT
from tests.e2e.workplace import TEAM, Plan
from tests.support.quick_clock import QuickClock
from tests.support.waiting import eventually

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox import Channel, Person

ROOT: Final = Path(__file__).parents[2]
SPEED: Final = 30.0
CHANNELS: Final = tuple(f"C04HELP{index}" for index in range(10))
CONFIG: Final = f"""
[[desks]]
key = "it"
team_channel = "{TEAM}"
intake_channels = {list(CHANNELS)}
"""
REQUESTS: Final = 200
KILLS: Final = 4
#: One each, since what somebody says within a minute is one request.
PEOPLE: Final = REQUESTS


@dataclass(slots=True, kw_only=True)
class Mortal:
    """A desk in a process that can be killed and started again, and the Slack it talks to."""

    slack: Sandbox
    clock: QuickClock
    environment: dict[str, str]
    log: Path
    database: Database
    people: list[Person] = field(default_factory=list)
    channels: list[Channel] = field(default_factory=list)
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the process; it connects as soon as it can."""
        module = ["-m", "tests.e2e.desk_process", str(self.clock.speed), str(self.clock.start)]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(  # noqa: S603 - the command is made here of our own names
                [sys.executable, *module], cwd=ROOT, env=self.environment, stderr=log
            )
        eventually(self._is_up_or_dead, "a connection", seconds=30)
        assert self.process.poll() is None, self.log.read_text()

    def _is_up_or_dead(self) -> bool:
        has_ended = self.process is not None and self.process.poll() is not None
        return has_ended or self.slack.connections > 0

    def kill(self) -> None:
        """End the process without a word."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
        eventually(lambda: self.slack.connections == 0, "the connection to break")

    def asks(self, index: int) -> None:
        """Have something asked, by one of three doors."""
        person = self.people[index % PEOPLE]
        channel = self.channels[index % len(self.channels)]
        if index % 3 == 0:
            person.dms(f"Direct {index}")
        elif index % 3 == 1:
            person.says(f"Intake {index}", channel)
        else:
            person.says(f"Dear <@{self.slack.bot_user_id}> mentioned {index}", channel)

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

    def receipts(self) -> Counter[str]:
        """Count the receipts by their first line."""
        places = [*self.slack.messages(TEAM)]
        for channel in self.channels:
            places += self.slack.messages(channel)
        for person in self.people:
            places += person.inbox
        first = (self.slack.read(message).split(".")[0] for message in places)
        return Counter(line for line in first if line.startswith("We have your request #"))

    def cards(self) -> Counter[str]:
        """Count the cards by their number."""
        return Counter(self.slack.read(m).split()[0] for m in self.slack.messages(TEAM))


@pytest.fixture
def mortal(database_url: str, tmp_path: Path) -> Iterator[Mortal]:
    clock = QuickClock(speed=SPEED)
    # Slack's own patience is minutes; here it is as many attempts as a test may need.
    delays = (1.0,) * 100
    with (
        Sandbox(now=clock.now, retry_delays=delays) as slack,
        _opened(database_url) as database,
    ):
        plan = Plan(database_url=database_url, folder=tmp_path, config=CONFIG)
        scene = Mortal(
            slack=slack,
            clock=clock,
            environment=plan.environment(slack),
            log=tmp_path / "log",
            database=database,
        )
        scene.people += [slack.add_person(f"Person{index}") for index in range(PEOPLE)]
        slack.add_channel("desk-it", members=[slack.add_person("Theo")], channel_id=TEAM)
        for channel in CHANNELS:
            opened = slack.add_channel(channel.lower(), members=scene.people, channel_id=channel)
            scene.channels.append(opened)
        scene.start()
        yield scene
        scene.kill()


def test_killed_amid_two_hundred_requests_there_is_one_of_each(mortal: Mortal) -> None:
    chance = random.Random(200)  # noqa: S311 - nothing secret is drawn
    each = REQUESTS // (KILLS + 1)
    asked = 0

    for _ in range(KILLS):
        calls = len(mortal.slack.calls) + chance.randrange(5, each)
        for index in range(asked, asked + each):
            mortal.asks(index)
        asked += each
        _wait_for_calls(mortal, calls)
        mortal.kill()
        mortal.start()
    for index in range(asked, REQUESTS):
        mortal.asks(index)
    eventually(mortal.is_quiet, "everything to be told", seconds=60)

    numbers = range(1, REQUESTS + 1)
    assert mortal.filed() == REQUESTS
    assert mortal.cards() == Counter(f"#{number}" for number in numbers)
    assert mortal.receipts() == Counter(f"We have your request #{number}" for number in numbers)
    assert all(delivery.acked for delivery in mortal.slack.deliveries)


def test_killed_before_it_could_commit_the_request_comes_with_the_next_attempt(
    mortal: Mortal,
) -> None:
    with mortal.database.write() as connection:
        # The number of the next request is held back, so that filing cannot go on.
        held = update(workspaces).values(last_number=workspaces.c.last_number)
        connection.execute(held)
        mortal.asks(1)
        eventually(lambda: mortal.slack.deliveries[-1].attempts > 1, "a second attempt")
        mortal.kill()
    before = mortal.filed()

    mortal.start()
    eventually(lambda: mortal.filed() and mortal.is_quiet(), "the request", seconds=30)

    assert before == 0
    assert mortal.filed() == 1
    assert mortal.cards() == {"#1": 1}
    assert mortal.receipts() == {"We have your request #1": 1}


def test_killed_between_a_post_and_its_answer_it_does_not_post_again(mortal: Mortal) -> None:
    arrived = threading.Event()

    def is_card(args: dict[str, object]) -> bool:
        if args["channel"] != TEAM:
            return False
        arrived.set()
        return True

    mortal.slack.faults.fail("chat.postMessage", hang=0.5, match=is_card)
    mortal.asks(1)
    eventually(arrived.is_set, "the card to be on its way")
    mortal.kill()
    mortal.start()
    eventually(mortal.is_quiet, "everything to be told", seconds=30)

    assert mortal.cards() == {"#1": 1}
    assert mortal.receipts() == {"We have your request #1": 1}


def _wait_for_calls(mortal: Mortal, number: int) -> None:
    eventually(lambda: len(mortal.slack.calls) >= number, "some work", seconds=30)


@contextmanager
def _opened(url: str) -> Iterator[Database]:
    database = Database.open(url)
    try:
        yield database
    finally:
        database.close()
