"""A day with failures, after which no token stands in a table, a log line or a name of a value."""

from __future__ import annotations

import logging
from io import StringIO
from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.logs import JsonLines
from sandbox import Sandbox
from storage.tables import metadata
from tests.e2e.workplace import Plan

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.e2e.workplace import Workplace


def test_no_secret_is_logged_or_stored_whatever_fails(
    workshop: Workplace, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    slack, stream = workshop.slack, StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    logging.getLogger().addHandler(handler)
    secrets = (slack.bot_token, slack.app_token, slack.signing_secret)

    slack.faults.fail("chat.postMessage", status=500, times=2)
    slack.faults.fail("chat.update", error="fatal_error", times=1)
    slack.faults.fail("chat.postEphemeral", error="invalid_auth", times=1)
    number = workshop.claimed(f"It says {slack.bot_token[:4]}")
    workshop.settle()
    with workshop.bot.office.store.database.write() as connection:
        connection.exec_driver_sql("ALTER TABLE event_notes RENAME TO elsewhere")
    workshop.cast.theo.command("/desk", f"resolve {number} Done")
    with workshop.bot.office.store.database.write() as connection:
        connection.exec_driver_sql("ALTER TABLE elsewhere RENAME TO event_notes")
    logging.getLogger().removeHandler(handler)

    with workshop.bot.office.store.database.read() as connection:
        stored = [str(connection.execute(select(table)).all()) for table in metadata.sorted_tables]
    # The failures have left their lines, tracebacks included.
    assert "Traceback" in stream.getvalue()
    assert [secret for secret in secrets if secret in stream.getvalue()] == []
    assert [secret for secret in secrets if any(secret in rows for rows in stored)] == []


def test_no_secret_stands_in_what_the_settings_say_of_themselves(tmp_path: Path) -> None:
    with Sandbox() as slack:
        plan = Plan(database_url=f"sqlite:///{tmp_path}/desk.db", folder=tmp_path)
        settings = plan.settings(slack)
        secrets = (slack.bot_token, slack.app_token, slack.signing_secret)

        told = (repr(settings), str(settings), settings.model_dump_json())

    assert [secret for secret in secrets if any(secret in words for words in told)] == []
