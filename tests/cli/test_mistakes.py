from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.support.commands import CommandLine

KPIS = ("kpis", "--desk", "it")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ("kpis", "--desk", "hr", "--from", "2026-03-01", "--to", "2026-03-02"),
            'There is no desk "hr"; the settings name it.',
        ),
        (
            (*KPIS, "--from", "last week", "--to", "2026-03-02"),
            '--from has to be a day or a time such as 2026-03-16T09:00, not "last week".',
        ),
        (
            (*KPIS, "--from", "2026-03-02", "--to", "2026-03-01"),
            "--from 2026-03-02 has to lie before --to 2026-03-01.",
        ),
        (
            (*KPIS, "--from", "2026-03-01", "--to", "2026-03-02", "--tz", "Mars"),
            'There is no time zone "Mars"; they are called like Europe/Berlin or UTC.',
        ),
        (
            ("digest", "--desk", "it", "--date", "16.3.2026"),
            '--date has to be a day such as 2026-03-16, not "16.3.2026".',
        ),
        (
            ("leaderboard", "--desk", "it", "--week", "2026-03-17"),
            "--week has to be a Monday, and 2026-03-17 is a Tuesday.",
        ),
    ],
)
def test_what_cannot_be_meant_is_refused_in_one_sentence(
    firstline: CommandLine, arguments: tuple[str, ...], sentence: str
) -> None:
    result = firstline.run(*arguments)

    assert result.exit_code == 2
    assert result.stderr == f"Error: {sentence}\n"
    assert result.stdout == ""


@pytest.mark.parametrize("command", ["migrate", "run"])
def test_every_problem_of_the_settings_has_a_line_of_its_own(
    firstline: CommandLine, command: str
) -> None:
    firstline.configure('log_level = "LOUD"\n[[desks]]\nkey = "it"\n')

    result = firstline.run(command)

    problems = result.stderr.splitlines()
    assert result.exit_code == 2
    assert result.stdout == ""
    assert sum(" log_level must be " in line for line in problems) == 1
    assert sum(" desks[0].team_channel is missing" in line for line in problems) == 1


def test_a_desk_without_tokens_cannot_run_but_can_be_looked_at(firstline: CommandLine) -> None:
    run = firstline.run("run")
    digest = firstline.run("digest", "--desk", "it", "--date", "2026-03-16")

    assert run.exit_code == 2
    assert "slack.bot_token" in run.stderr
    assert digest.exit_code == 0


@pytest.mark.parametrize(
    "command", [("migrate",), ("digest", "--desk", "it", "--date", "2026-03-16")]
)
def test_a_database_that_cannot_be_opened_is_told_in_one_sentence(
    firstline: CommandLine, command: tuple[str, ...]
) -> None:
    nowhere = firstline.folder / "nowhere" / "desk.db"
    replace(firstline, database_url=f"sqlite:///{nowhere}").configure()

    result = firstline.run(*command)

    assert result.exit_code == 2
    assert result.stderr == (
        "Error: The database cannot be opened: unable to open database file.\n"
    )


def test_the_settings_may_be_named_on_the_command_line(
    firstline: CommandLine, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = firstline.config.rename(tmp_path_factory.mktemp("other") / "desk.toml")

    lost = firstline.run("migrate")
    found = firstline.run("migrate", "--config", other)

    assert lost.exit_code == 2
    assert found.exit_code == 0
