"""What the first version has stored is kept by the second."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import MetaData, insert, select, text

from storage.engine import Database
from storage.migrations import upgrade
from storage.tables import message_copies, metadata, outbox
from tests.support.offices import NOW

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection


HERE: Final = {"workspace_id": 1}
OURS: Final = {**HERE, "request_id": 1}
COUNTS: Final = ("tier", "held_minutes", "resolutions", "reopens", "reassignments", "events")
REQUEST: Final = {"id": 1, **HERE, "number": 1, "desk_key": "it", "state": "new", "priority": "P3"}
SAID: Final = {**OURS, "side": "card", "channel": "C1", "said_at": NOW, "state": "relayed"}
RELAY: Final = {**OURS, "lane": "dm:U1", "kind": "relay", "ref": 2, "key": "k", "state": "due"}
PASSED_ON: Final = {"relayed_channel": "D1", "relayed_ts": "8.8"}

ROWS: Final[dict[str, list[dict[str, Any]]]] = {
    "workspaces": [{"id": 1, "url": "", "last_number": 1}],
    "requests": [
        {
            **REQUEST,
            **dict.fromkeys(COUNTS, 0),
            "channel": "command",
            "private": False,
            "created_at": NOW,
        }
    ],
    "conversations": [
        {"id": 1, **OURS, "side": "card", "channel": "C1", "root_ts": "1.1"},
        {"id": 2, **OURS, "side": "requester", "channel": "D1", "root_ts": "2.2"},
    ],
    "thread_messages": [
        {"id": 1, **SAID, "ts": "7.7", "text": "Hi", **PASSED_ON},
        {"id": 2, **SAID, "ts": "9.9", "text": "More"},
    ],
    "outbox": [{**RELAY, "not_before": NOW, "created_at": NOW, "attempts": 0}],
}


@pytest.fixture
def first_version(database_url: str) -> Iterator[Database]:
    """Open a database as the first version left it."""
    database = Database.open(database_url)
    with database.write() as connection:
        metadata.drop_all(connection)
        connection.execute(text("DROP TABLE alembic_version"))
        config = Config()
        config.set_main_option("script_location", "storage:migrations")
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        _fill(connection)
    yield database
    database.close()


def test_words_that_were_passed_on_and_words_that_wait_survive(
    first_version: Database, database_url: str
) -> None:
    upgrade(database_url)

    with first_version.read() as connection:
        copies = connection.execute(select(message_copies)).all()
        waiting = connection.execute(select(outbox.c.ref, outbox.c.facts)).all()
    assert [tuple(copy) for copy in copies] == [(1, 2, "D1", "8.8")]
    assert [tuple(row) for row in waiting] == [(2, {"to": 2})]


def _fill(connection: Connection) -> None:
    """Have one message passed on and one on its way from the card's thread."""
    old = MetaData()
    old.reflect(connection)
    for name, rows in ROWS.items():
        for row in rows:
            connection.execute(insert(old.tables[name]).values(row))
