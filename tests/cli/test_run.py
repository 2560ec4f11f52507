from __future__ import annotations

import os
import signal
import subprocess
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

import pytest

from sandbox import Sandbox
from tests.support.commands import PROGRAM

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.commands import CommandLine

WELCOME = "Firstline is connected and serves IT desk in C04TEAM. Ctrl+C stops it.\n"


@contextmanager
def running(firstline: CommandLine, slack: Sandbox) -> Iterator[subprocess.Popen[str]]:
    environ = {
        **os.environ,
        "FIRSTLINE_CONFIG": str(firstline.config),
        "SLACK_API_URL": slack.api_url,
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
    }
    logs = firstline.folder / "logs"
    with (
        logs.open("w") as stderr,
        subprocess.Popen(  # noqa: S603 - our own program
            [*PROGRAM, "run"], env=environ, text=True, stdout=subprocess.PIPE, stderr=stderr
        ) as process,
    ):
        try:
            yield process
        finally:
            process.kill()


def first_line(stream: IO[str] | None) -> str:
    assert stream is not None
    return stream.readline()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_desk_says_when_it_is_connected_and_stops_in_peace(
    firstline: CommandLine, number: signal.Signals
) -> None:
    with Sandbox() as slack:
        theo = slack.add_person("Theo")
        slack.add_channel("help-desk-team", members=[theo], channel_id="C04TEAM")
        with running(firstline, slack) as process:
            said = first_line(process.stdout)
            process.send_signal(number)
            code = process.wait(timeout=15)

    assert said == WELCOME
    assert code == 0
