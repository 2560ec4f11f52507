from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.settings import SettingsError, load_settings

if TYPE_CHECKING:
    from pathlib import Path

    from bot.settings import Settings

TOKENS = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}
DESK = """
[[desks]]
key = "it"
team_channel = "C04TEAM"
"""


class Office:
    """A folder with a config file, and the environment of a process that starts in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environ = {**TOKENS, "FIRSTLINE_CONFIG": str(folder / "config.toml")}
        self.write(DESK)

    def write(self, text: str) -> None:
        (self.folder / "config.toml").write_text(text.lstrip(), encoding="utf-8")

    def keep_secret(self, name: str, value: str) -> None:
        secrets = self.folder / "secrets"
        secrets.mkdir(exist_ok=True)
        (secrets / name).write_text(value, encoding="utf-8")
        self.environ["FIRSTLINE_SECRETS"] = str(secrets)

    def load(self, *, need_slack: bool = True) -> Settings:
        return load_settings(self.environ, need_slack=need_slack)

    def complaints(self) -> list[str]:
        """Return what is wrong, with the folder's name left out."""
        with pytest.raises(SettingsError) as caught:
            self.load()
        return [str(problem).replace(f"{self.folder}/", "") for problem in caught.value.problems]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)
