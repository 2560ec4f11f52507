"""The digest of one morning, with little and with very much history behind the same weeks."""

from __future__ import annotations

import time
from contextlib import closing
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from benchmarks.invented import NOW, fill
from benchmarks.outcome import Outcome, show
from bot.domain.calendar import Calendar
from bot.domain.desk import Desk
from bot.usecases.figures import digest_now
from bot.usecases.office import Office
from storage.store import open_store

AIM = 1.5
_RECENT = 500
_TURNS = 7


def measure(*, small: bool) -> Outcome:
    """Compare the CPU of a digest with a hundredfold history to that with a single one."""
    return compare(1_000, 100_000) if small else compare(10_000, 1_000_000)


def compare(little: int, much: int) -> Outcome:
    """Compare the CPU of a digest with `much` history behind it to that with `little`."""
    costs: dict[int, list[float]] = {little: [], much: []}
    with TemporaryDirectory() as name:
        databases = {size: Path(name) / f"{size}.db" for size in costs}
        for size, database in databases.items():
            fill(database, behind=size, recent=_RECENT)
        for _ in range(_TURNS):
            for size, database in databases.items():
                costs[size].append(_cost(database))
    short, long = median(costs[little]), median(costs[much])
    figures = (
        f"CPU of one digest: {short * 1000:.0f} ms with {little:,} requests behind it, "
        f"{long * 1000:.0f} ms with {much:,}"
    )
    return Outcome(name="digest", ratio=long / short, aim=AIM, remarks=(figures,))


def _cost(database: Path) -> float:
    """Give the CPU seconds of one digest, on a database that was just opened."""
    with closing(open_store(f"sqlite:///{database}")) as store:
        calendar = Calendar.always(ZoneInfo("Europe/Berlin"))
        desk = Desk(key="it", name="IT", team_channel="C04TEAM", calendar=calendar)
        office = Office(store=store, desks={desk.key: desk})
        before = time.process_time()
        digest_now(office, desk, NOW)
        return time.process_time() - before


if __name__ == "__main__":
    show(measure)
