"""Posting without any outbox: how fast as many hands as the desk has can send."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

from slack_sdk import WebClient

from benchmarks.load.company import channel_of
from benchmarks.load.fake_slack import FakeSlack
from handlers.sender import HANDS


def sent_per_second(messages: int, *, delay: float = 0.1) -> float:
    """Post so many messages to a Slack that takes `delay` seconds for each."""
    with FakeSlack() as slack, ThreadPoolExecutor(HANDS) as pool:
        client = WebClient(token="xoxb-bench", base_url=slack.url)  # noqa: S106 - A placeholder.
        slack.answer_after(delay)
        began = time.monotonic()
        channels = (channel_of(number) for number in range(messages))
        list(pool.map(lambda one: client.chat_postMessage(channel=one, text="Hello."), channels))
        return messages / (time.monotonic() - began)
