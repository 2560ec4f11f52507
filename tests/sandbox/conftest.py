from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from slack_sdk import WebClient

from sandbox import Channel, Person, Sandbox
from tests.sandbox.bolt import BoltApp

if TYPE_CHECKING:
    from collections.abc import Iterator

    from slack_bolt import Ack

    from sandbox import Json


class StoppedClock:
    """A clock that moves only when it is told to."""

    def __init__(self) -> None:
        self.instant = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.instant

    def advance(self, seconds: float) -> None:
        self.instant += timedelta(seconds=seconds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    alice: Person
    bob: Person
    theo: Person
    mona: Person
    team: Channel
    help: Channel


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock()


@pytest.fixture
def slack(clock: StoppedClock) -> Iterator[Sandbox]:
    with Sandbox(now=clock, retry_delays=(0.02, 0.02, 0.02), ack_timeout=1.0) as sandbox:
        yield sandbox


@pytest.fixture
def cast(slack: Sandbox) -> Cast:
    alice, bob = slack.add_person("Alice", tz="Europe/Berlin"), slack.add_person("Bob")
    theo, mona = slack.add_person("Theo"), slack.add_person("Mona")
    everyone = [alice, bob, theo, mona]
    return Cast(
        alice=alice,
        bob=bob,
        theo=theo,
        mona=mona,
        team=slack.add_channel("help-desk-team", members=[theo, mona], channel_id="C04TEAM"),
        help=slack.add_channel("help", members=everyone),
    )


@pytest.fixture
def client(slack: Sandbox) -> WebClient:
    return WebClient(slack.bot_token, base_url=slack.api_url, retry_handlers=[])


@pytest.fixture
def bolt(slack: Sandbox) -> Iterator[BoltApp]:
    with BoltApp(slack) as app:
        yield app


@pytest.fixture
def triggers(bolt: BoltApp) -> list[str]:
    """Collect the trigger of every shortcut, and answer everything."""
    found: list[str] = []

    @bolt.app.shortcut("start")
    def start(ack: Ack, body: Json) -> None:
        found.append(body["trigger_id"])
        ack()

    @bolt.app.action("anything")
    def act(ack: Ack, body: Json) -> None:
        found.append(body["trigger_id"])
        ack()

    bolt.connect()
    return found


@pytest.fixture
def trigger(triggers: list[str], cast: Cast) -> str:
    cast.alice.shortcut("start")
    return triggers[-1]
