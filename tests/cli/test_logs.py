from __future__ import annotations

import json
import logging
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest

from bot.logs import JsonLines, redacted

if TYPE_CHECKING:
    from collections.abc import Callable

TOKENS = [
    "xoxb-1-2-Abc",
    "xoxp-1-2-Abc",
    "xapp-1-A0-1-abc",
    "xoxe.xoxp-1-Abc",
    "xoxe-1-Abc",
]


def logged(message: str, *arguments: object, **fields: object) -> dict[str, Any]:
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    logger = logging.getLogger("desk")
    logger.addHandler(handler)
    is_failure = bool(fields.pop("exc_info", False))
    logger.warning(message, *arguments, extra=fields, exc_info=is_failure)
    logger.removeHandler(handler)
    line: dict[str, Any] = json.loads(stream.getvalue())
    return line


def logged_failure(act: Callable[[], object]) -> dict[str, Any]:
    try:
        act()
    except ValueError:
        return logged("failed", exc_info=True)
    pytest.fail("nothing failed")


def test_a_record_is_one_line_with_all_its_fields() -> None:
    line = logged("waited %s seconds\nfor Slack", 3, channel="C04TEAM", number=7)

    assert line["message"] == "waited 3 seconds\nfor Slack"
    assert (line["level"], line["logger"]) == ("WARNING", "desk")
    assert (line["channel"], line["number"]) == ("C04TEAM", 7)
    assert line["time"].endswith("+00:00")


@pytest.mark.parametrize("token", TOKENS)
def test_no_token_is_logged_wherever_it_comes_in(token: str) -> None:
    line = logged("refused %s", token, header={"Authorization": f"Bearer {token}"})

    assert "Abc" not in json.dumps(line)
    assert line["message"] == "refused [secret]"


def test_no_token_is_logged_with_a_traceback() -> None:
    line = logged_failure(lambda: int("\nxoxb-1-2-Abc\n"))

    assert "ValueError" in line["error"]
    assert "Abc" not in line["error"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("wss://slack.com/link/?ticket=a-b&app=1", "wss://slack.com/link/?ticket=[secret]&app=1"),
        ("postgresql://desk:pw@db/desk", "postgresql://[secret]@db/desk"),
        ("https://slack.com/api/ at 09:00", "https://slack.com/api/ at 09:00"),
    ],
)
def test_tickets_and_passwords_are_hidden_and_plain_addresses_are_not(
    text: str, shown: str
) -> None:
    assert redacted(text) == shown
