"""The settings as they are compared between two starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.settings import load_settings
from bot.settings.flat import flat

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """
log_level = "DEBUG"
database_url = "postgresql://desk:s3cret@host/db"
admins = ["U04ADMIN"]

[slack]
bot_token = "xoxb-s3cret"
app_token = "xapp-s3cret"

[[desks]]
key = "it"
name = "IT desk"
team_channel = "C04TEAM"
leads = ["U04MONA"]
"""


def flattened(folder: Path, text: str) -> dict[str, str]:
    file = folder / "config.toml"
    file.write_text(text, encoding="utf-8")
    return flat(load_settings({"FIRSTLINE_CONFIG": str(file)}))


def test_every_setting_has_a_name_of_its_own_and_no_secret_is_among_them(tmp_path: Path) -> None:
    known = flattened(tmp_path, TEXT)

    assert known["log_level"] == '"DEBUG"'
    assert known["desks.it.team_channel"] == '"C04TEAM"'
    assert known["slack.bot_token"] == "(set)"
    assert known["slack.signing_secret"] == "null"
    assert "s3cret" not in str(known)


def test_people_are_known_by_a_checksum_that_tells_of_a_change(tmp_path: Path) -> None:
    before = flattened(tmp_path, TEXT)
    after = flattened(tmp_path, TEXT.replace("U04MONA", "U04TARA"))

    assert "U04" not in str(before)
    assert {name for name in before if before[name] != after[name]} == {"desks.it.leads"}
