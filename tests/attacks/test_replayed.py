"""A signed delivery that somebody has recorded and sends once more, over HTTP."""

from __future__ import annotations

import hashlib
import hmac
import time
from http.client import HTTPConnection
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

import pytest

from handlers.http_mode import PATH, HttpMode
from tests.e2e.workplace import Plan, Workplace, workplace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def served(database_url: str, tmp_path: Path) -> Iterator[Workplace]:
    """Open a workplace that Slack reaches over HTTP."""
    plan = Plan(database_url=database_url, folder=tmp_path, mode="http")
    with workplace(plan) as opened:
        yield opened


def test_a_signed_delivery_that_is_sent_once_more_changes_nothing(served: Workplace) -> None:
    body = urlencode(
        {
            "command": "/request",
            "text": "The printer is silent",
            "user_id": "U0ALICE",
            "team_id": "T0SANDBOX",
            "channel_id": "C04HELP",
            "trigger_id": "1.2",
        }
    ).encode()
    stamp = str(int(time.time()))
    base = b":".join((b"v0", stamp.encode(), body))
    signed = hmac.new(served.slack.signing_secret.encode(), base, hashlib.sha256).hexdigest()

    answers = [_sent(served, body, stamp, f"v0={signed}") for _ in range(3)]
    forged = _sent(served, body.replace(b"silent", b"on+fire"), stamp, f"v0={signed}")

    assert (answers, forged) == ([200, 200, 200], 401)
    assert served.last_number() == 1


def _sent(served: Workplace, body: bytes, stamp: str, signature: str) -> int:
    assert isinstance(served.bot.transport, HttpMode)
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": signature,
    }
    port = urlsplit(served.bot.transport.url).port
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("POST", PATH, body=body, headers=headers)
        return connection.getresponse().status
    finally:
        connection.close()
