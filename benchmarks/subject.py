"""An app under measurement, in a process of its own that reports how much CPU it has used."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from benchmarks.fake_slack import FakeSlack

SECRET = "not-a-secret"  # noqa: S105 - It signs the load of this benchmark and nothing else.


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an app finds its Slack and keeps its database."""

    slack_url: str
    database: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """An app that runs: where it takes deliveries, the Slack it posts to, its database."""

    url: str
    slack: FakeSlack
    database: Path
    said: IO[str]
    heard: IO[str]

    def cpu(self) -> float:
        """Give the CPU seconds that the app has used so far."""
        self.said.write("\n")
        self.said.flush()
        return float(self.heard.readline())


@contextmanager
def running(module: str, slack: FakeSlack, database: Path) -> Iterator[Subject]:
    """Run an app of this package beside us."""
    command = [sys.executable, "-m", module, slack.url, str(database)]
    with subprocess.Popen(  # noqa: S603 - The command is written above.
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        if process.stdin is None or process.stdout is None:
            raise RuntimeError(module)
        url = json.loads(process.stdout.readline())
        yield Subject(
            url=url, slack=slack, database=database, said=process.stdin, heard=process.stdout
        )
        process.stdin.close()


def answer_questions(url: str) -> None:
    """Be the subject: say where deliveries are taken, then tell the CPU used at every line."""
    print(json.dumps(url), flush=True)
    for _ in sys.stdin:
        print(time.process_time(), flush=True)
