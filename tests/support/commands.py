"""The command line as an administrator holds it, on a database of a test."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from click.testing import CliRunner

from bot.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

#: Starts the command line in a process of its own.
PROGRAM = (sys.executable, "-c", "from bot.cli import main; main()")
DESK = """
[[desks]]
key = "it"
name = "IT desk"
team_channel = "C04TEAM"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandLine:
    """A folder with a config file, and the commands that read it."""

    folder: Path
    database_url: str

    @property
    def config(self) -> Path:
        """Where the settings stand."""
        return self.folder / "config.toml"

    def configure(self, desk: str = DESK) -> CommandLine:
        """Write the settings."""
        self.config.write_text(f'database_url = "{self.database_url}"\n{desk}', encoding="utf-8")
        return self

    def run(self, *arguments: object) -> Result:
        """Run a command in this process and give what came of it."""
        words = [str(argument) for argument in arguments]
        return CliRunner(env={"FIRSTLINE_CONFIG": str(self.config)}).invoke(
            main, words, catch_exceptions=False
        )

    def read(self, *arguments: object) -> Any:  # noqa: ANN401 - JSON of any shape
        """Run a command that prints JSON, and give the value."""
        result = self.run(*arguments, "--format", "json")
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)
