from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.replay.figures import ABOUT, backlog, reopened, told
from tests.replay.histories import HISTORIES, SMALL, replay, rows

if TYPE_CHECKING:
    from tests.support.commands import CommandLine

REAL = Path(__file__).parents[2].parent / "shared" / "data"
ALL_OF_IT = (
    "Lines: 136230 taken, 0 loaded before, 515 skipped (resolved_update), 0 refused. "
    "Requests new or grown: 24918.\n"
)


def expectation(path: Path) -> dict[str, Any]:
    expected: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return expected


def compare(firstline: CommandLine, expected: dict[str, Any]) -> None:
    """Compare every figure of a history that the commands print."""
    for key, known in expected["periods"].items():
        answers = told(firstline, key)
        assert answers == {name: known[name] for name in answers}, key
    asked = {day: backlog(firstline, day) for day in expected["backlog_at"]}
    assert asked == expected["backlog_at"]


def test_the_small_history_gives_the_figures_counted_by_hand(firstline: CommandLine) -> None:
    expected = expectation(HISTORIES / "small_expected.json")

    loaded = replay(firstline, SMALL, "--requests", HISTORIES / "small_requests.csv")

    assert loaded.exit_code == 0, loaded.output
    assert loaded.stdout == (
        "Lines: 41 taken, 0 loaded before, 1 skipped (resolved_update), 0 refused. "
        "Requests new or grown: 8.\n"
    )
    compare(firstline, expected["replay"])
    assert (
        reopened(firstline, "2016-04-11", "2016-05-02")
        == expected["replay"]["reopen_rate_within_7_days_per_resolution"]
    )


def test_the_business_figures_of_the_small_history_follow_the_hours_of_the_desk(
    firstline: CommandLine,
) -> None:
    expected = expectation(HISTORIES / "small_expected.json")["business"]
    del expected["hours"], expected["period"]

    replay(firstline, SMALL)
    figures = firstline.read("kpis", *ABOUT, "--from", "2016-04-18", "--to", "2016-04-25")

    shown = {kpi: {name: figures[kpi][name] for name in known} for kpi, known in expected.items()}
    assert shown == expected


@pytest.fixture
def real() -> Path:
    """Find the history of a real help desk."""
    path = REAL / "uci_events.csv.gz"
    if not path.exists():
        pytest.skip("The recorded help desk history lies beside the project, and is not there.")
    return path


@pytest.fixture
def real_expected(real: Path) -> dict[str, Any]:
    """Read what is known about the history of a real help desk."""
    known: dict[str, Any] = expectation(real.parent / "uci_expected.json")["replay"]
    return known


def test_a_real_history_gives_its_known_figures(
    quick: CommandLine, real: Path, real_expected: dict[str, Any]
) -> None:
    loaded = replay(quick, real)

    assert loaded.exit_code == 0, loaded.output
    assert loaded.stdout == ALL_OF_IT
    compare(quick, real_expected)
    assert (
        reopened(quick, "2016-02-01", "2017-02-18T15:00")
        == real_expected["reopen_rate_within_7_days_per_resolution"]
    )


def test_a_real_history_is_taken_line_by_line_on_postgresql_too(
    on_postgres: CommandLine, real: Path, real_expected: dict[str, Any]
) -> None:
    day = {"2016-03-14": real_expected["periods"]["2016-03-14"]}

    loaded = replay(on_postgres, real)

    assert loaded.exit_code == 0, loaded.output
    assert loaded.stdout == ALL_OF_IT
    totals = rows(on_postgres, "SELECT kind, count(*) FROM request_events GROUP BY kind")
    assert dict(totals) == kinds(real_expected["totals"])
    compare(on_postgres, {"periods": day, "backlog_at": real_expected["backlog_at"]})


def kinds(totals: dict[str, int]) -> dict[str, int]:
    """Name the lines of a history as the desk names what they mean."""
    names = {
        "opened": "created",
        "acknowledged": "human_reply",
        "reassigned": "assigned",
        "on_hold": "hold_started",
        "resumed": "hold_ended",
    }
    return {names.get(name, name): n for name, n in totals.items() if name != "resolved_update"}
