"""Points between two steps of the work at which a process may die."""

from __future__ import annotations

import os
import signal
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import event

if TYPE_CHECKING:
    from sqlalchemy import Engine

#: So often a point is passed before it kills, so that there is something in flight.
LIVES = 3


class Point(StrEnum):
    """Where it dies: around filing a request, or around noting that Slack has a message."""

    BEFORE_COMMIT = "before_commit"
    AFTER_COMMIT = "after_commit"
    BEFORE_NOTING = "before_noting"
    AFTER_NOTING = "after_noting"

    @property
    def is_after(self) -> bool:
        """Say whether the transaction is committed first."""
        return self in {Point.AFTER_COMMIT, Point.AFTER_NOTING}


def die_at(engine: Engine, point: Point) -> None:
    """Have this process killed when it passes a point for the third time."""
    passed = 0

    def look(connection: Any, _cursor: object, statement: str, *_: object) -> None:  # noqa: ANN401 - SQLAlchemy's own shape
        filing = statement.startswith("INSERT INTO requests ")
        noting = statement.startswith("UPDATE outbox SET") and "sent_at" in statement
        is_filing_meant = point in {Point.BEFORE_COMMIT, Point.AFTER_COMMIT}
        if filing if is_filing_meant else noting:
            connection.info["doomed"] = True

    def commit(connection: Any) -> None:  # noqa: ANN401 - SQLAlchemy's own shape
        nonlocal passed
        if connection.info.get("doomed") and not point.is_after:
            passed += 1
            _die(passed)
            connection.info.pop("doomed")

    def checkin(_connection: object, record: Any) -> None:  # noqa: ANN401 - SQLAlchemy's own shape
        nonlocal passed
        if record.info.pop("doomed", False):
            passed += 1
            _die(passed)

    event.listen(engine, "before_cursor_execute", look)
    event.listen(engine, "commit", commit)
    event.listen(engine, "checkin", checkin)


def _die(passed: int) -> None:
    if passed >= LIVES:
        os.kill(os.getpid(), signal.SIGKILL)
