"""The line to Slack: it breaks, it is renewed, and strangers knock at it."""

from __future__ import annotations

import hashlib
import hmac
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from http.client import HTTPConnection
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from handlers.http_mode import PATH, HttpMode
from tests.e2e.workplace import Plan, workplace
from tests.support.waiting import eventually

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.e2e.workplace import Workplace

BODY = b"command=%2Frequest&text=help&user_id=U0ALICE&team_id=T0SANDBOX&trigger_id=1.2"


def test_twenty_commands_at_once_are_answered_in_time(desk: Workplace) -> None:
    people = [desk.slack.add_person(f"Person{index:02}") for index in range(20)]

    with ThreadPoolExecutor(len(people)) as pool:
        outcomes = list(
            pool.map(lambda person: person.command("/request", "My screen is dark"), people)
        )
    desk.settle()

    assert all(outcome.acked for outcome in outcomes)
    assert desk.last_number() == 20
    assert len(desk.cards()) == 20


def test_while_the_connection_is_renewed_nobody_waits(office: Workplace) -> None:
    office.slack.disconnect("refresh_requested")
    outcome = office.cast.alice.command("/request", "VPN is down")
    eventually(lambda: office.slack.connections == 1, "one connection")
    again = office.cast.alice.command("/request", "Mouse is broken")

    assert outcome.acked or outcome.error
    assert again.acked
    assert again.seconds < 1


def test_after_a_cut_the_desk_comes_back_and_misses_nothing(plan: Plan) -> None:
    # Slack tries again for a minute and more; a cut must be over before that.
    with workplace(replace(plan, retry_delays=(1.0,) * 20)) as office:
        office.slack.drop_connections()
        office.cast.bob.says("The beamer is dark", office.cast.intake)
        office.until(office.cards, "the request", seconds=20)
        office.settle()

        assert office.last_number() == 1
        assert office.slack.connections == 1


def test_a_connection_that_is_open_and_mute_is_noticed_and_replaced(plan: Plan) -> None:
    if plan.database_url.startswith("postgresql"):
        pytest.skip("The line breaks alike on either database.")
    with workplace(replace(plan, retry_delays=(2.0,) * 60)) as office:
        office.slack.mute_connections()
        office.cast.bob.says("The beamer is dark", office.cast.intake)
        office.until(office.cards, "the request", seconds=90)
        office.settle()
        again = office.cast.alice.command("/request", "VPN is down")

        assert office.slack.connections == 1
        assert again.acked
        assert office.last_number() == 2


@pytest.fixture
def served(database_url: str, tmp_path: Path) -> Iterator[Workplace]:
    """Open a workplace that Slack reaches over HTTP."""
    plan = Plan(database_url=database_url, folder=tmp_path, mode="http")
    with workplace(plan) as opened:
        yield opened


def test_whoever_does_not_sign_as_slack_does_is_turned_away(served: Workplace) -> None:
    secret = served.slack.signing_secret
    now = str(int(time.time()))
    old = str(int(time.time()) - 3600)

    assert _status(served, now, _signature(secret, now)) == 200
    assert _status(served, now, _signature("a guess", now)) == 401
    assert _status(served, old, _signature(secret, old)) == 401
    assert _status(served, "yesterday", _signature(secret, "yesterday")) == 401
    assert _status(served, now, "") == 401
    assert _status(served, "", "") == 401


def _signature(secret: str, timestamp: str) -> str:
    base = b":".join((b"v0", timestamp.encode(), BODY))
    return "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()


def _status(served: Workplace, timestamp: str, signature: str) -> int:
    assert isinstance(served.bot.transport, HttpMode)
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Slack-Request-Timestamp": timestamp,
        "X-Slack-Signature": signature,
    }
    port = urlsplit(served.bot.transport.url).port
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("POST", PATH, body=BODY, headers=headers)
        return connection.getresponse().status
    finally:
        connection.close()
