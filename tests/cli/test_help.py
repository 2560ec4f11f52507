from __future__ import annotations

import subprocess
import sys

from click.testing import CliRunner

from bot.cli import COMMANDS, main

HEAVY = ("sqlalchemy", "slack_sdk", "slack_bolt", "pydantic", "aiohttp", "apscheduler", "alembic")
SCRIPT = """
import sys, time
from bot.cli import main
main(["--help"], standalone_mode=False)
print(time.process_time())
print(*sys.modules)
"""


def test_the_help_names_every_command_with_a_line_about_it() -> None:
    result = CliRunner().invoke(main, ["--help"])

    assert result.exit_code == 0
    for name, lazy in COMMANDS.items():
        assert f"  {name} " in result.stdout
        assert lazy.summary in result.stdout


def test_the_help_is_quick_because_it_imports_nothing_heavy() -> None:
    program = [sys.executable, "-c", SCRIPT]

    ran = subprocess.run(program, capture_output=True, text=True, check=True)  # noqa: S603 - our own program

    seconds, modules = ran.stdout.splitlines()[-2:]
    assert float(seconds) < 0.5
    assert not set(modules.split()) & set(HEAVY)


def test_an_unknown_command_is_named() -> None:
    result = CliRunner().invoke(main, ["kpi"])

    assert result.exit_code == 2
    assert "No such command 'kpi'" in result.stderr
