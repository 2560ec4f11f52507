"""Signed deliveries, as Slack sends them when people write to the bot."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial
from http.client import HTTPConnection
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from slack_sdk.signature import SignatureVerifier

from benchmarks.fake_slack import TEAM
from benchmarks.subject import SECRET

if TYPE_CHECKING:
    from urllib.parse import SplitResult

#: Deliveries that are under way at the same time.
AT_ONCE = 4
_OK = 200
_PATIENCE = 30
_WORDS = "My screen stays black since this morning, and I have tried both cables."


def deliver(url: str, numbers: range) -> None:
    """Deliver one direct message per number, each from another person, and see each answered."""
    shares = [numbers[start::AT_ONCE] for start in range(AT_ONCE)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(partial(_deliver_share, urlsplit(url)), shares))


def _deliver_share(url: SplitResult, numbers: range) -> None:
    with closing(HTTPConnection(url.netloc, timeout=_PATIENCE)) as connection:
        for number in numbers:
            _send(connection, url.path, message(number))


def message(number: int) -> str:
    """Give the delivery of a direct message."""
    event = {
        "type": "message",
        "channel_type": "im",
        "channel": f"D{number:08d}",
        "user": f"U{number:08d}",
        "team": TEAM,
        "text": f"{_WORDS} ({number})",
        "ts": f"1772500000.{number:06d}",
        "event_ts": f"1772500000.{number:06d}",
        "client_msg_id": f"{number:032x}",
    }
    envelope = {
        "type": "event_callback",
        "team_id": TEAM,
        "api_app_id": "A0BENCH",
        "event_id": f"Ev{number:09d}",
        "event_time": 1_772_500_000,
        "authorizations": [{"team_id": TEAM, "user_id": "U0BOT", "is_bot": True}],
        "event": event,
    }
    return json.dumps(envelope)


def _send(connection: HTTPConnection, path: str, body: str) -> None:
    headers = _signed(body)
    connection.request("POST", path, body.encode(), headers)
    response = connection.getresponse()
    response.read()
    if response.status != _OK:
        raise RuntimeError(response.status)


def _signed(body: str) -> dict[str, str]:
    verifier = SignatureVerifier(SECRET)
    stamp = str(int(verifier.clock.now()))
    signature = verifier.generate_signature(timestamp=stamp, body=body)
    return {
        "Content-Type": "application/json",
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": signature or "",
    }
