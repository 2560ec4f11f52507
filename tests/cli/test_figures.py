from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from bot.domain.kpis import KPIS
from storage.store import open_store

if TYPE_CHECKING:
    from tests.support.commands import CommandLine

DIGEST = ("digest", "--desk", "it", "--date", "2026-03-14")
WEEK = ("leaderboard", "--desk", "it", "--week", "2026-03-16")


def queued(firstline: CommandLine) -> int:
    store = open_store(firstline.database_url)
    try:
        with store.database.read() as connection:
            rows = connection.exec_driver_sql("SELECT kind FROM outbox")
            return len(list(rows))
    finally:
        store.close()


def test_the_table_has_a_line_for_every_figure_and_names_the_period(
    firstline: CommandLine,
) -> None:
    result = firstline.run("kpis", "--desk", "it", "--from", "2026-03-01", "--to", "2026-03-08T12")

    lines = result.stdout.splitlines()
    assert lines[0] == "IT desk, 2026-03-01 to 2026-03-08 12:00 (UTC)"
    assert [line.split("  ")[0] for line in lines[3:]] == [kpi.title for kpi in KPIS.values()]
    assert re.search("^First response +no data", result.stdout, flags=re.MULTILINE)


def test_a_period_without_data_has_no_figures_rather_than_zeros(firstline: CommandLine) -> None:
    figures = firstline.read("kpis", "--desk", "it", "--from", "2026-03-01", "--to", "2026-03-08")

    assert list(figures) == list(KPIS)
    assert figures["first_response_time"]["value"] is None
    assert figures["first_response_time"]["n"] == 0
    assert figures["csat"]["unit"] == "percent"
    assert figures["resolution_time"]["clock"] == "business"


def test_the_digest_of_a_saturday_can_be_read_by_people_and_machines(
    firstline: CommandLine,
) -> None:
    words = firstline.run(*DIGEST)
    told = firstline.read(*DIGEST)

    assert words.stdout.startswith("IT desk, Saturday 14 March: 0 open\n")
    assert (told["date"], told["opened"], told["act_now"]) == ("2026-03-14", 0, [])
    assert list(told["kpis"]) == list(KPIS)


def test_without_a_ranking_the_leaderboard_is_what_would_be_posted(
    firstline: CommandLine,
) -> None:
    words = firstline.run(*WEEK)
    told = firstline.read(*WEEK)

    assert words.stdout.startswith("Our desk in the week of 16 March, last 28 days\n")
    assert told["week"] == "2026-W12"
    assert told["praise"] == []


@pytest.mark.parametrize("command", [DIGEST, WEEK])
def test_nothing_is_posted_without_being_asked_for(
    firstline: CommandLine, command: tuple[str, ...]
) -> None:
    silent = firstline.run(*command)
    before = queued(firstline)
    loud = firstline.run(*command, "--post")

    assert silent.stderr == ""
    assert before == 0
    assert "will be posted in C04TEAM" in loud.stderr
    assert queued(firstline) == 1
