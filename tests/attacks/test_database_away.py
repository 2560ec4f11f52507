"""A database that goes away in the middle: people are told what is true."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from tests.support.offices import ALICE

if TYPE_CHECKING:
    from tests.attacks.door import Door


def test_what_was_filed_is_confirmed_even_if_the_database_goes_away_right_after(door: Door) -> None:
    door.types(ALICE, "/request", "The printer is broken")
    engine = door.office.store.database.engine
    filed, gone = list[str](), list[bool]()

    def run(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if gone:
            raise OperationalError(statement, None, Exception())
        if statement.startswith("INSERT INTO requests"):
            filed.append(statement)

    event.listen(engine, "before_cursor_execute", run)
    event.listen(engine, "commit", lambda _: gone.append(True) if filed else None)
    answer = door.types(ALICE, "/request", "The printer is broken again")

    assert gone
    assert "We have your request #2" in answer
    assert "Is it the same as #1" in answer
