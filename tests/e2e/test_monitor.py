"""A monitor learns over HTTP whether the process lives, is ready, and how it does."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.e2e.workplace import CONFIG, workplace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.e2e.workplace import Plan, Workplace

WATCHED = f"{CONFIG}\n[monitor]\nport = 0\n"


@pytest.fixture
def watched(plan: Plan) -> Iterator[Workplace]:
    """Open a workplace that can be watched."""
    with workplace(replace(plan, config=WATCHED)) as opened:
        yield opened


def test_a_process_at_work_is_alive_and_ready(watched: Workplace) -> None:
    watched.filed()
    watched.until(lambda: asked(watched, "/readyz")[0] == HTTPStatus.OK, "readiness")

    assert asked(watched, "/healthz") == (HTTPStatus.OK, "ok")
    assert asked(watched, "/readyz") == (HTTPStatus.OK, "ok")


def test_the_numbers_tell_what_was_answered_and_sent(watched: Workplace) -> None:
    number = watched.filed("A marmot in the server room")
    watched.cast.theo.clicks(watched.card(number), "Claim")
    watched.settle()

    _, numbers = asked(watched, "/metrics")

    for line in (
        'firstline_sent_total{kind="card",outcome="sent"} 2.0',
        'firstline_answer_seconds_count{kind="slash_commands",outcome="answered"} 1.0',
        'firstline_answer_seconds_count{kind="interactive",outcome="answered"} 1.0',
        "firstline_outbox_waiting 0.0",
        "firstline_channels_closed 0.0",
        "firstline_database_up 1.0",
    ):
        assert line in numbers
    assert "marmot" not in numbers
    assert watched.cast.alice.id not in numbers


def test_a_page_that_is_not_there_is_said_to_be_absent(watched: Workplace) -> None:
    assert asked(watched, "/nonsense")[0] == HTTPStatus.NOT_FOUND


def test_without_a_port_nobody_can_ask(plan: Plan) -> None:
    with workplace(plan) as unwatched:
        assert unwatched.bot.monitor is None


def asked(watched: Workplace, page: str) -> tuple[int, str]:
    monitor = watched.bot.monitor
    assert monitor is not None
    try:
        with urlopen(f"{monitor.url}{page}") as answer:  # noqa: S310 - our own address
            return answer.status, answer.read().decode()
    except HTTPError as error:
        return error.code, error.read().decode()
