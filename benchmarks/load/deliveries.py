"""Signed deliveries, as Slack sends them when people write in a channel, and how fast they go."""

from __future__ import annotations

import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection
from itertools import count
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from slack_sdk.signature import SignatureVerifier

from benchmarks.load.company import TEAM, channel_of, person_of
from benchmarks.load.subject import SECRET

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Slack takes an answer for late after so many seconds.
IN_TIME = 3.0
_OK = 200
_PATIENCE = 60
_WORDS = "My screen stays black since this morning, and I have tried both cables."


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A message that somebody has just written; `ts` is its place in its channel."""

    ts: str
    body: bytes
    headers: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What became of a delivery: when it began, how long it took, whether it was taken."""

    ts: str
    began: float
    seconds: float
    taken: bool


def written(numbers: range, *, shift: float) -> list[Delivery]:
    """Have a message written per number, each by another person, by a clock that is shifted."""
    return [_delivery(number, now=time.time() + shift) for number in numbers]


def at_a_pace(url: str, deliveries: Sequence[Delivery], *, per_second: float) -> list[Answer]:
    """Deliver so many a second, however long each takes."""
    beginning = time.monotonic()
    with ThreadPoolExecutor(len(deliveries)) as pool:
        waiting = []
        for position, delivery in enumerate(deliveries):
            time.sleep(max(0.0, beginning + position / per_second - time.monotonic()))
            waiting.append(pool.submit(_alone, url, delivery))
        return [one.result() for one in waiting]


def in_a_crowd(url: str, deliveries: Sequence[Delivery], *, at_once: int) -> list[Answer]:
    """Deliver with so many under way at any time, each followed by the next."""
    position, answers = count(), list[Answer]()
    ready = threading.Barrier(at_once)

    def take_turns() -> None:
        with closing(HTTPConnection(urlsplit(url).netloc, timeout=_PATIENCE)) as connection:
            ready.wait()
            while (mine := next(position)) < len(deliveries):
                answers.append(_send(connection, url, deliveries[mine]))

    with ThreadPoolExecutor(at_once) as pool:
        for one in [pool.submit(take_turns) for _ in range(at_once)]:
            one.result()
    return answers


def _alone(url: str, delivery: Delivery) -> Answer:
    with closing(HTTPConnection(urlsplit(url).netloc, timeout=_PATIENCE)) as connection:
        return _send(connection, url, delivery)


def _send(connection: HTTPConnection, url: str, delivery: Delivery) -> Answer:
    began = time.monotonic()
    connection.request("POST", urlsplit(url).path, delivery.body, delivery.headers)
    response = connection.getresponse()
    response.read()
    seconds = time.monotonic() - began
    taken = response.status == _OK
    return Answer(ts=delivery.ts, began=began, seconds=seconds, taken=taken)


def _delivery(number: int, *, now: float) -> Delivery:
    # Two messages of one channel never share an instant.
    ts = f"{int(now)}.{number % 1_000_000:06d}"
    event = {
        "type": "message",
        "channel_type": "channel",
        "channel": channel_of(number),
        "user": person_of(number),
        "team": TEAM,
        "text": f"{_WORDS} ({number})",
        "ts": ts,
        "event_ts": ts,
        "client_msg_id": f"{number:032x}",
    }
    envelope = {
        "type": "event_callback",
        "team_id": TEAM,
        "api_app_id": "A0BENCH",
        "event_id": f"Ev{number:09d}",
        "event_time": int(now),
        "authorizations": [{"team_id": TEAM, "user_id": "U0BOT", "is_bot": True}],
        "event": event,
    }
    body = json.dumps(envelope)
    return Delivery(ts=ts, body=body.encode(), headers=_signed(body))


def _signed(body: str) -> dict[str, str]:
    verifier = SignatureVerifier(SECRET)
    stamp = str(int(verifier.clock.now()))
    signature = verifier.generate_signature(timestamp=stamp, body=body)
    return {
        "Content-Type": "application/json",
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": signature or "",
    }
