"""The whole way of a request under load, beside the floor: the table of the speed."""

from __future__ import annotations

import argparse
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from benchmarks.load.direct import sent_per_second
from benchmarks.load.trial import LARGE, SMALL, Figures, Size, trial
from tests.support.postgres import running_postgres

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: The outbox sends at least so much of what could be sent without one.
DRAIN: Final = 0.85
DATABASES: Final = ("SQLite", "PostgreSQL")
DESK: Final = "benchmarks.load.desk_app"
FLOOR: Final = "benchmarks.load.floor_app"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One figure of the table: its name, where it stands, how it is written, what we aim at.

    Against the floor at most `most` times as much, or at least `least` times; or `limit` alone.
    """

    name: str
    of: Callable[[Figures], float]
    unit: str
    most: float | None = None
    least: float | None = None
    limit: float | None = None

    def __str__(self) -> str:
        return f"{self.name} ({self.unit})"

    def verdict(self, desk: Figures, floor: Figures) -> str:
        """Say what was aimed at, and whether it was reached."""
        mine, ratio = self.of(desk), self.of(desk) / (self.of(floor) or 1)
        if self.limit is not None:
            return f"aim {self.limit:g}: {_met(mine <= self.limit)}"
        if self.most is not None:
            return f"{ratio:.2f} x, aim at most {self.most:g} x: {_met(ratio <= self.most)}"
        if self.least is not None:
            return f"{ratio:.2f} x, aim at least {self.least:g} x: {_met(ratio >= self.least)}"
        return f"{ratio:.2f} x"


LINES: Final = (
    Line(name="acknowledged, p50", of=lambda f: f.ack_p50 * 1000, unit="ms", most=2),
    Line(name="acknowledged, p99", of=lambda f: f.ack_p99 * 1000, unit="ms"),
    Line(name="row visible, p50", of=lambda f: f.row_p50 * 1000, unit="ms", most=2),
    Line(name="answer posted, p50", of=lambda f: f.answer_p50 * 1000, unit="ms"),
    Line(name="at saturation", of=lambda f: f.per_second, unit="requests/s", least=0.6),
    Line(name="CPU per 1,000", of=lambda f: f.cpu_per_1000, unit="s", most=2.5),
    Line(name="memory", of=lambda f: f.memory, unit="MB", most=2),
    Line(name="start", of=lambda f: f.start, unit="s", most=1.5),
    Line(name="200 at once, Slack 100 ms, p99", of=lambda f: f.burst_p99, unit="s", limit=1),
    Line(name="late at 20/s, Slack 2 s", of=lambda f: f.late, unit="requests", limit=0),
    Line(name="asked for", of=lambda f: f.asked, unit="requests"),
    Line(name="rows", of=lambda f: f.rows, unit="requests"),
    Line(name="never said", of=lambda f: f.unsaid, unit="messages", limit=0),
)


def table(name: str, desk: Figures, floor: Figures) -> str:
    """Put what both apps did on one kind of database beside each other."""
    head = f"{f'speed on {name}':<44}{'desk':>10}{'floor':>10}"
    return "\n".join([head, *(_row(line, desk, floor) for line in LINES)])


def measure(name: str, size: Size) -> str:
    """Put the desk and the floor through the same trial and give the table."""
    with fresh_database(name) as desk_url, fresh_database(name) as floor_url:
        floor, desk = trial(FLOOR, floor_url, size), trial(DESK, desk_url, size)
    directly = sent_per_second(size.burst)
    ratio = desk.drained_per_second / directly
    drained = (
        f"  outbox drained at {desk.drained_per_second:.0f} messages/s, sent directly"
        f" {directly:.0f}: {ratio:.2f} x, aim at least {DRAIN} x: {_met(ratio >= DRAIN)}"
    )
    return f"{table(name, desk, floor)}\n{drained}"


def _row(line: Line, desk: Figures, floor: Figures) -> str:
    figures = f"{line.of(desk):>10,.2f}{line.of(floor):>10,.2f}"
    return f"  {line!s:<42}{figures}  {line.verdict(desk, floor)}"


def _met(is_met: bool) -> str:  # noqa: FBT001 - It is what the word says.
    return "met" if is_met else "MISSED"


@contextmanager
def fresh_database(name: str) -> Iterator[str]:
    """Give the address of an empty database of one kind."""
    if name == "SQLite":
        with TemporaryDirectory() as folder:
            yield f"sqlite:///{Path(folder, 'load.db')}"
        return
    with running_postgres() as server:
        server.create_database("load")
        yield server.url("load")


def show(*, small: bool, databases: tuple[str, ...] = DATABASES) -> None:
    """Measure on each kind of database and print a table for it."""
    for name in databases:
        print(measure(name, SMALL if small else LARGE), flush=True)


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    parser.add_argument("--small", action="store_true", help="a quick run on little data")
    parser.add_argument("--on", choices=DATABASES, help="one kind of database only")
    arguments = parser.parse_args()
    databases = (arguments.on,) if arguments.on else DATABASES
    show(small=arguments.small, databases=databases)


if __name__ == "__main__":
    main()
