"""Statuses in Slack: which say that somebody is away, and for how long."""

from __future__ import annotations

from datetime import timedelta

from handlers import payloads
from tests.support.offices import NOW

EMOJI = {"palm_tree"}
HOUR = timedelta(hours=1)


def user(emoji: str, *, ends: int = 0) -> dict[str, object]:
    return {"id": "U0ANA", "profile": {"status_emoji": emoji, "status_expiration": ends}}


def test_a_status_counts_until_it_ends() -> None:
    ends = NOW + HOUR
    shown = user(":palm_tree:", ends=int(ends.timestamp()))

    assert payloads.away_until(shown, EMOJI, NOW) == ends


def test_a_status_without_an_end_counts_until_it_would_be_read_again() -> None:
    until = payloads.away_until(user(":palm_tree:"), EMOJI, NOW)

    assert until is not None
    assert NOW + 24 * HOUR < until < NOW + 48 * HOUR


def test_other_statuses_and_those_that_have_ended_say_nothing() -> None:
    over = user(":palm_tree:", ends=int(NOW.timestamp()))

    assert payloads.away_until(over, EMOJI, NOW) is None
    assert payloads.away_until(user(":coffee:"), EMOJI, NOW) is None
    assert payloads.away_until({"id": "U0ANA"}, EMOJI, NOW) is None
