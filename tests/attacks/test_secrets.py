"""Passwords and tokens, wherever an administrator may be shown what went wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from click.testing import CliRunner

from bot.cli import main
from tests.e2e.workplace import CONFIG

if TYPE_CHECKING:
    from pathlib import Path

SECRET: Final = "s3cret"
ADDRESSES: Final = (
    f"postgresql://desk:{SECRET}@host:port/db",
    f"postgresql://desk:{SECRET}/x@host/db",
    f"postgresql://desk:1/{SECRET}@127.0.0.1:9/db",
    f"postgresql://desk:x:{SECRET}@127.0.0.1:9/db",
    f"postgresql://desk:{SECRET}@127.0.0.1:9/db",
    f"postgresql://desk:{SECRET}@[::1/db",
    f"mysql://desk:{SECRET}@host/db",
    SECRET,
)


@pytest.mark.parametrize("url", ADDRESSES)
@pytest.mark.parametrize("command", [["check", "--offline"], ["migrate"], ["export", "Alice"]])
def test_no_command_repeats_the_password_of_the_database(
    url: str, command: list[str], tmp_path: Path
) -> None:
    file = tmp_path / "config.toml"
    file.write_text(CONFIG, encoding="utf-8")
    variables = {
        "FIRSTLINE_CONFIG": str(file),
        "FIRSTLINE_DATABASE_URL": url,
        "SLACK_BOT_TOKEN": f"xoxb-{SECRET}",
        "SLACK_APP_TOKEN": f"xapp-{SECRET}",
    }

    ran = CliRunner().invoke(main, command, env=variables)

    assert ran.exit_code != 0
    assert isinstance(ran.exception, SystemExit)
    assert SECRET not in ran.output
