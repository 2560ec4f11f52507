"""A request end to end, from the delivery to the last message, against a bare Bolt app."""

from __future__ import annotations

import sqlite3
import time
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.fake_slack import FakeSlack
from benchmarks.load import deliver
from benchmarks.outcome import Outcome, show
from benchmarks.subject import running

if TYPE_CHECKING:
    from benchmarks.subject import Subject

AIM = 3.0
_PATIENCE = 60.0
_LOOK = 0.02
_UNNOTED = "SELECT count(*) FROM outbox WHERE state <> 'sent'"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contender:
    """One of the two apps, and how many messages it posts about a request."""

    app: str
    posts: int


DESK = Contender(app="benchmarks.desk_app", posts=2)
BARE = Contender(app="benchmarks.bare_app", posts=1)


def measure(*, small: bool) -> Outcome:
    """Compare the CPU that one request costs the desk and a bare Bolt app."""
    rounds, size = (2, 10) if small else (8, 50)
    costs: dict[Contender, list[float]] = {DESK: [], BARE: []}
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        subjects = {who: _started(stack, who, folder) for who in costs}
        # The first round fills caches and is not counted.
        for turn in range(rounds + 1):
            numbers = range(turn * size, (turn + 1) * size)
            for who, subject in subjects.items():
                cost = _cost(subject, who, numbers) / size
                costs[who] += [cost] if turn else []
        seen = tuple(_seen(who, subject) for who, subject in subjects.items())
    desk, bare = median(costs[DESK]), median(costs[BARE])
    figures = f"CPU per request: desk {desk * 1000:.2f} ms, bare app {bare * 1000:.2f} ms"
    return Outcome(name="request", ratio=desk / bare, aim=AIM, remarks=(figures, *seen))


def _started(stack: ExitStack, who: Contender, folder: Path) -> Subject:
    slack = stack.enter_context(FakeSlack())
    database = folder / f"{who.app}.db"
    return stack.enter_context(running(who.app, slack, database))


def _cost(subject: Subject, who: Contender, numbers: range) -> float:
    """Give the CPU seconds that a round of requests takes, its messages included."""
    before = subject.cpu()
    deliver(subject.url, numbers)
    if not subject.slack.wait_for_posts(who.posts * numbers.stop, seconds=_PATIENCE):
        message = f"{who.app} posted {subject.slack.posts} messages only"
        raise TimeoutError(message)
    _wait_until_noted(subject)
    return subject.cpu() - before


def _wait_until_noted(subject: Subject) -> None:
    """Wait until every post is noted; asked from outside, so that it costs the app nothing."""
    with closing(sqlite3.connect(subject.database)) as connection:
        while connection.execute(_UNNOTED).fetchone() != (0,):
            time.sleep(_LOOK)


def _seen(who: Contender, subject: Subject) -> str:
    with closing(sqlite3.connect(subject.database)) as connection:
        (rows,) = connection.execute("SELECT count(*) FROM requests").fetchone()
    return f"{who.app.rpartition('.')[2]}: {rows} requests stored, {subject.slack.posts} posts seen"


if __name__ == "__main__":
    show(measure)
