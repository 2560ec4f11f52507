"""The checkup names each thing that is wrong, with its remedy; here they break one by one."""

from __future__ import annotations

import os
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from slack_sdk import WebClient

from bot.cli import main
from bot.clock import SystemClock
from bot.settings import load_settings
from bot.usecases.care import gaps
from bot.wiring.desks import build_office
from handlers.checkup import slack_findings
from handlers.manifest import SCOPES
from sandbox import Sandbox
from storage.outbox import Errand, OutboxKind
from storage.store import open_store
from storage.tables import workspaces
from tests.support.offices import DESK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.usecases.office import Office
    from storage.store import Store
    from tests.support.commands import CommandLine

LED = """
[[desks]]
key = "it"
name = "IT desk"
team_channel = "C04TEAM"
intake_channels = ["C04HELP"]
leads = ["U0MONA"]
"""


@pytest.fixture
def slack() -> Iterator[Sandbox]:
    with Sandbox(scopes=SCOPES) as opened:
        mona = opened.add_person("Mona")
        opened.add_channel("desk-it", members=[mona], channel_id="C04TEAM")
        opened.add_channel("help", members=[mona], channel_id="C04HELP")
        yield opened


@pytest.fixture
def store(firstline: CommandLine) -> Iterator[Store]:
    """Open the database of a desk that is at work."""
    firstline.configure(LED)
    opened = open_store(firstline.database_url, team_id="T0SANDBOX")
    alive(opened, minutes_ago=0)
    yield opened
    opened.close()


@pytest.mark.usefixtures("store")
def test_a_sound_desk_has_nothing_broken(firstline: CommandLine, slack: Sandbox) -> None:
    code, lines = checked(firstline, slack, "--online")

    assert code == 0
    assert not any(line.startswith("broken") for line in lines)
    topics = {line.split()[1] for line in lines}
    assert {
        "settings",
        "database",
        "leads",
        "process",
        "socket",
        "outbox",
        "scopes",
        "clock",
    } <= topics
    assert any(line.startswith("ok      views") for line in lines)


@pytest.mark.usefixtures("store")
def test_offline_asks_nobody(firstline: CommandLine, slack: Sandbox) -> None:
    checked(firstline, slack, "--offline")

    assert slack.calls == []


def test_settings_that_cannot_be_read_are_named(firstline: CommandLine, slack: Sandbox) -> None:
    firstline.configure('log_level = "LOUD"\n' + LED)

    code, lines = checked(firstline, slack)

    assert code == 2
    assert any("log_level" in line for line in lines)


def test_a_database_that_is_not_there_is_named_and_not_made(
    firstline: CommandLine, slack: Sandbox
) -> None:
    firstline.configure(LED)

    code, lines = checked(firstline, slack)

    assert (code, found(lines, "broken", "database")) == (1, True)
    assert not (firstline.folder / "desk.db").exists()


def test_a_schema_of_another_version_is_named(firstline: CommandLine, slack: Sandbox) -> None:
    firstline.configure(LED)
    (firstline.folder / "desk.db").touch()

    _, lines = checked(firstline, slack)

    assert "firstline migrate" in line_of(lines, "database")


@pytest.mark.usefixtures("store")
def test_a_desk_without_a_lead_is_named(firstline: CommandLine, slack: Sandbox) -> None:
    firstline.configure(LED.replace('leads = ["U0MONA"]', ""))

    code, lines = checked(firstline, slack)

    assert (code, found(lines, "look", "leads")) == (0, True)


@pytest.mark.usefixtures("store")
def test_a_lead_who_has_left_is_named(firstline: CommandLine, slack: Sandbox) -> None:
    (mona,) = slack.people()
    slack.deactivate(mona)

    _, lines = checked(firstline, slack)

    assert any("has left" in line for line in lines)


def test_a_desk_that_nobody_runs_is_named(
    firstline: CommandLine, store: Store, slack: Sandbox
) -> None:
    alive(store, minutes_ago=10)

    code, lines = checked(firstline, slack)

    assert (code, found(lines, "broken", "process")) == (1, True)
    assert "10 minutes ago. Is `firstline run` running?" in line_of(lines, "process")


def test_a_desk_that_works_but_does_not_hear_slack_is_named(
    firstline: CommandLine, store: Store, slack: Sandbox
) -> None:
    office = office_of(firstline, store)
    alive(store, minutes_ago=120)

    gaps.beat_deaf(office, SystemClock().now())

    code, lines = checked(firstline, slack)
    assert (code, found(lines, "ok", "process")) == (1, True)
    assert "last heard Slack 2 hours ago" in line_of(lines, "socket")
    assert "socket not connected" in line_of(lines, "socket")


def test_a_desk_that_never_ran_is_named(
    firstline: CommandLine, store: Store, slack: Sandbox
) -> None:
    with store.database.write() as connection:
        connection.execute(workspaces.update().values(alive_at=None, worked_at=None))

    _, lines = checked(firstline, slack)

    assert "has never run" in line_of(lines, "process")
    assert "has never heard Slack" in line_of(lines, "socket")


def test_a_sign_of_life_tells_of_the_work_and_of_slack(
    firstline: CommandLine, store: Store, slack: Sandbox
) -> None:
    office = office_of(firstline, store)
    alive(store, minutes_ago=120)

    gaps.beat(office, SystemClock().now())

    _, lines = checked(firstline, slack)
    assert (found(lines, "ok", "process"), found(lines, "ok", "socket")) == (True, True)


def test_messages_that_wait_too_long_are_named(
    firstline: CommandLine, store: Store, slack: Sandbox
) -> None:
    long_ago = SystemClock().now() - timedelta(hours=1)
    with store.write() as tx:
        tx.outbox.add(Errand(kind=OutboxKind.NOTICE, lane="C04TEAM"), now=long_ago)

    code, lines = checked(firstline, slack)

    assert (code, found(lines, "broken", "outbox")) == (1, True)


def test_refused_messages_and_closed_channels_are_named(
    firstline: CommandLine, store: Store, slack: Sandbox
) -> None:
    now = SystemClock().now()
    with store.write() as tx:
        tx.outbox.add(Errand(kind=OutboxKind.NOTICE, lane="C04GONE"), now=now)
        (due,) = tx.outbox.claim(now, limit=1, lease=timedelta(seconds=9))
        tx.outbox.failed(due, error="is_archived")
        tx.outbox.break_lane("C04GONE", error="is_archived", now=now, until=now)

    code, lines = checked(firstline, slack)

    assert code == 1
    assert "C04GONE cannot be written to" in line_of(lines, "channel")
    assert any("Slack refused 1 of the newest messages: is_archived." in line for line in lines)


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    ("method", "topic"), [("auth.test", "bot"), ("apps.connections.open", "app")]
)
def test_a_token_that_slack_does_not_take_is_named(
    firstline: CommandLine, slack: Sandbox, method: str, topic: str
) -> None:
    slack.faults.fail(method, error="invalid_auth")

    code, lines = checked(firstline, slack)

    assert (code, found(lines, "broken", topic)) == (1, True)


@pytest.mark.usefixtures("store")
def test_scopes_that_are_missing_or_needless_are_named(firstline: CommandLine) -> None:
    with (
        Sandbox(scopes=set(SCOPES) - {"chat:write"}) as short,
        Sandbox(scopes={*SCOPES, "admin"}) as long,
    ):
        _, lacking = checked(firstline, short)
        _, needless = checked(firstline, long)

    assert "lacks chat:write" in line_of(lacking, "scopes")
    assert "more than needed: admin" in line_of(needless, "scopes")


@pytest.mark.usefixtures("store")
def test_channels_that_the_bot_cannot_use_are_named(firstline: CommandLine) -> None:
    with Sandbox(scopes=SCOPES) as slack:
        slack.add_channel("desk-it", bot=False, channel_id="C04TEAM")

        code, lines = checked(firstline, slack)

    assert code == 1
    assert "I am not in it" in line_of(lines, "channel")
    assert any("channel_not_found" in line for line in lines)


@pytest.mark.parametrize(("off", "word"), [(30, "fine"), (90, "look"), (600, "broken")])
def test_a_clock_that_is_off_is_named(slack: Sandbox, off: int, word: str) -> None:
    client = WebClient(token=slack.bot_token, base_url=slack.api_url)
    now = SystemClock().now() + timedelta(seconds=off)

    found_all = slack_findings(client, [DESK], app_token=None, now=now)

    assert {f.standing.value for f in found_all if f.topic == "clock"} == {word}


def office_of(firstline: CommandLine, store: Store) -> Office:
    environ = {"FIRSTLINE_CONFIG": str(firstline.config)}
    return build_office(load_settings(environ, need_slack=False), store)


def alive(store: Store, *, minutes_ago: int) -> None:
    at = SystemClock().now() - timedelta(minutes=minutes_ago)
    with store.database.write() as connection:
        connection.execute(workspaces.update().values(alive_at=at, worked_at=at))


def checked(firstline: CommandLine, slack: Sandbox, *options: str) -> tuple[int, list[str]]:
    environ = {
        **os.environ,
        "FIRSTLINE_CONFIG": str(firstline.config),
        "SLACK_API_URL": slack.api_url,
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
    }
    result = CliRunner(env=environ).invoke(main, ["check", *options], catch_exceptions=False)
    return result.exit_code, result.output.splitlines()


def found(lines: list[str], word: str, topic: str) -> bool:
    return any(line.split()[:2] == [word, topic] for line in lines)


def line_of(lines: list[str], topic: str) -> str:
    return next(line for line in lines if line.split()[1] == topic and not line.startswith("ok"))
