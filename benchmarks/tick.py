"""One tick of what is due, with few and with very many requests open."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from benchmarks.invented import NOW, fill_open
from benchmarks.outcome import Outcome, show
from bot.clock import SetClock
from bot.domain.calendar import Calendar
from bot.domain.desk import Desk, Promise
from bot.domain.request import Priority
from bot.scheduler import tick
from bot.usecases.office import Office
from storage.store import open_store

AIM = 1.5
#: So many requests somebody has to be reminded of.
DUE = 10
_TURNS = 9
_STAMP = "%Y-%m-%d %H:%M:%S.%f"


def measure(*, small: bool) -> Outcome:
    """Compare the CPU of a tick with a thousandfold number of open requests."""
    return compare(100, 2_000) if small else compare(100, 100_000)


def compare(few: int, many: int) -> Outcome:
    """Compare the CPU of a tick among `many` open requests to that among `few`."""
    costs: dict[int, list[float]] = {few: [], many: []}
    with TemporaryDirectory() as name:
        databases = {size: Path(name) / f"{size}.db" for size in costs}
        for size, database in databases.items():
            fill_open(database, size)
        for turn in range(_TURNS):
            for size, database in databases.items():
                costs[size].append(_cost(database, turn))
    short, long = median(costs[few]), median(costs[many])
    figures = (
        f"CPU of one tick with {DUE} due: {short * 1000:.1f} ms among {few:,} open requests, "
        f"{long * 1000:.1f} ms among {many:,}"
    )
    return Outcome(name="tick", ratio=long / short, aim=AIM, remarks=(figures,))


def _cost(database: Path, turn: int) -> float:
    """Give the CPU seconds of one tick, on a database that was just opened."""
    with closing(sqlite3.connect(database)) as connection, connection:
        # Other requests fall due each time, since what was taken once is taken.
        connection.execute(
            "UPDATE requests SET remind_at = ? WHERE id > ? AND id <= ?",
            (NOW.strftime(_STAMP), turn * DUE, (turn + 1) * DUE),
        )
    with closing(open_store(f"sqlite:///{database}")) as store:
        office = Office(store=store, desks={"it": _desk()})
        # The first one learns the statements and whatever else is kept.
        tick(office, SetClock(NOW - timedelta(minutes=1)))
        before = time.process_time()
        done = tick(office, SetClock(NOW))
        took = time.process_time() - before
    if done < DUE:
        message = f"only {done} of {DUE} were due"
        raise RuntimeError(message)
    return took


def _desk() -> Desk:
    """Give a desk that promises so much that everything is late."""
    calendar = Calendar.always(ZoneInfo("Europe/Berlin"))
    promise = Promise(response=5, resolution=10)
    promises = dict.fromkeys(Priority, promise)
    return Desk(key="it", name="IT", team_channel="C04TEAM", calendar=calendar, promises=promises)


if __name__ == "__main__":
    show(measure)
