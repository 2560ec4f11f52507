"""The figures of a replayed history as the commands print them, in the shape that is expected."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.commands import CommandLine

ABOUT = ("--desk", "it", "--tz", "UTC")
_A_DAY, _A_WEEK = timedelta(days=1), timedelta(days=7)
_DURATIONS = {
    "first_response_minutes": "first_response_time",
    "first_resolution_minutes": "resolution_time",
}


def told(firstline: CommandLine, key: str) -> dict[str, Any]:
    """Ask every command about a period such as "2016-03-14" or "2016-03-14+7".

    Which of them can answer depends on the period: the digest tells days and the leaderboard weeks.
    """
    first, _, length = key.partition("+")
    start = date.fromisoformat(first)
    end = start + timedelta(days=int(length or 1))
    return {
        **_of_kpis(firstline, start, end),
        **(_of_digests(firstline, start, end) if end - start <= _A_WEEK else {}),
        **(_of_leaderboard(firstline, start) if end - start == _A_WEEK else {}),
    }


def backlog(firstline: CommandLine, day: str) -> object:
    """Ask how many requests were open at the start of a day."""
    before = date.fromisoformat(day) - _A_DAY
    figures = firstline.read("kpis", *ABOUT, "--from", before, "--to", day)
    return figures["backlog"]["value"]


def reopened(firstline: CommandLine, start: str, end: str) -> dict[str, object]:
    """Ask how many resolutions did not last."""
    rate = firstline.read("kpis", *ABOUT, "--from", start, "--to", end)["reopen_rate"]
    return {name: rate[name] for name in ("numerator", "denominator")}


def _of_kpis(firstline: CommandLine, start: date, end: date) -> dict[str, Any]:
    figures = firstline.read("kpis", *ABOUT, "--from", start, "--to", end)
    nothing = dict.fromkeys(("p50", "p90", "mean"))
    durations = {
        name: {"n": figures[kpi]["n"], **(figures[kpi]["elapsed"] or nothing)}
        for name, kpi in _DURATIONS.items()
    }
    return {
        "opened": figures["volume"]["value"],
        "backlog_end": figures["backlog"]["value"],
        **durations,
    }


def _of_digests(firstline: CommandLine, start: date, end: date) -> dict[str, int]:
    days = [firstline.read("digest", *ABOUT, "--date", day) for day in _days(start, end)]
    sums = {name: sum(day[name] for day in days) for name in ("opened", "resolved", "reopened")}
    return {**sums, "backlog_end": days[-1]["backlog_end"]}


def _of_leaderboard(firstline: CommandLine, monday: date) -> dict[str, Any]:
    board = firstline.read("leaderboard", *ABOUT, "--week", monday, "--by", "resolved")
    top = [[row["person"], row["value"]] for row in board["rows"][:10]]
    return {"resolved_by_top10": top}


def _days(start: date, end: date) -> Iterator[date]:
    return (start + n * _A_DAY for n in range((end - start).days))
