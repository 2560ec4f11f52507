from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from benchmarks import calendar, digest, help_text, replay, speed, tick
from benchmarks.invented import fill, write_history
from benchmarks.load.trial import SMALL, trial
from benchmarks.outcome import Outcome, show

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType


@pytest.mark.parametrize("benchmark", [calendar, help_text, replay], ids=lambda b: b.__name__)
def test_a_benchmark_prints_the_ratio_it_has_measured(
    benchmark: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    show(benchmark.measure, ["--small"])

    assert ": ratio " in capsys.readouterr().out


def test_the_speed_is_measured_with_every_request_stored_and_every_message_posted() -> None:
    with speed.fresh_database("SQLite") as url:
        figures = trial(speed.DESK, url, SMALL)

    assert figures.rows == figures.asked > 0
    assert (figures.unsaid, figures.late) == (0, 0)


def test_the_table_of_the_speed_shows_the_floor_and_what_was_aimed_at(
    capsys: pytest.CaptureFixture[str],
) -> None:
    speed.show(small=True, databases=("PostgreSQL",))

    printed = capsys.readouterr().out
    assert "speed on PostgreSQL" in printed
    assert all(str(line) in printed for line in speed.LINES)
    assert "outbox drained at" in printed


def test_the_digest_benchmark_compares_two_histories() -> None:
    outcome = digest.compare(20, 200)

    assert outcome.ratio > 0
    assert "200" in outcome.remarks[0]


def test_the_tick_benchmark_takes_what_is_due_and_nothing_else() -> None:
    outcome = tick.compare(100, 300)

    assert outcome.ratio > 0
    assert "10 due" in outcome.remarks[0]


def test_an_invented_past_adds_up_day_by_day(tmp_path: Path) -> None:
    database = tmp_path / "past.db"

    fill(database, behind=30, recent=10)

    with closing(sqlite3.connect(database)) as connection:
        rolled_up = connection.execute("SELECT sum(opened), sum(resolved) FROM daily_flow")
        opened, resolved = rolled_up.fetchone()
        (ended,) = connection.execute("SELECT count(ended_at) FROM requests").fetchone()
    assert opened == 40
    assert resolved == ended


def test_an_invented_history_has_five_events_a_request(tmp_path: Path) -> None:
    file = write_history(tmp_path / "history.csv", requests=20)

    assert len(file.read_text(encoding="utf-8").splitlines()) == 1 + 20 * 5


def test_an_aim_is_missed_by_a_higher_ratio() -> None:
    missed = Outcome(name="walk", ratio=3.2, aim=3, remarks=("slow",))

    assert str(missed) == "walk: ratio 3.20 (aim 3, missed)\n  slow"
