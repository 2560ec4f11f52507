"""An app under load, in a process of its own that reports how much of the machine it uses."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.load.fake_slack import FakeSlack

SECRET = "not-a-secret"  # noqa: S105 - It signs the load of this benchmark and nothing else.
_MB = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """What a process has used so far: CPU seconds, and the megabytes of memory it holds now."""

    cpu: float
    memory: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """An app that runs: where it takes deliveries, and how many seconds its start took."""

    url: str
    start: float
    said: IO[str]
    heard: IO[str]

    def use(self) -> Use:
        """Ask what the app has used."""
        self.said.write("\n")
        self.said.flush()
        return Use(**json.loads(self.heard.readline()))


@contextmanager
def running(module: str, slack: FakeSlack, database_url: str, *, shift: float) -> Iterator[Subject]:
    """Run an app of this package beside us, its clock set by so many seconds."""
    began = time.monotonic()
    command = [sys.executable, "-m", module, slack.url, database_url, str(shift)]
    with subprocess.Popen(  # noqa: S603 - The command is written above.
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        if process.stdin is None or process.stdout is None:
            raise RuntimeError(module)
        url = json.loads(process.stdout.readline())
        start = time.monotonic() - began
        yield Subject(url=url, start=start, said=process.stdin, heard=process.stdout)
        process.stdin.close()


def answer_questions(url: str) -> None:
    """Be the subject: say where deliveries are taken, then what was used at every line."""
    print(json.dumps(url), flush=True)
    for _ in sys.stdin:
        print(json.dumps({"cpu": time.process_time(), "memory": _memory()}), flush=True)


def _memory() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / _MB
