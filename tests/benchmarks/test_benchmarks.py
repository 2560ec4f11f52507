from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from benchmarks import calendar, digest, help_text, replay, request, tick
from benchmarks.invented import fill, write_history
from benchmarks.outcome import Outcome, show

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType


@pytest.mark.parametrize(
    "benchmark", [calendar, help_text, replay, request], ids=lambda b: b.__name__
)
def test_a_benchmark_prints_the_ratio_it_has_measured(
    benchmark: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    show(benchmark.measure, ["--small"])

    assert ": ratio " in capsys.readouterr().out


def test_the_request_benchmark_sees_every_request_stored_and_every_message_posted() -> None:
    outcome = request.measure(small=True)

    assert "desk_app: 30 requests stored, 60 posts seen" in outcome.remarks
    assert "bare_app: 30 requests stored, 30 posts seen" in outcome.remarks


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
