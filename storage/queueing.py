"""The statements that put rows into the outbox and mark its lanes, built once each."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from storage.repository import upsert
from storage.tables import WAITING, lanes, outbox

if TYPE_CHECKING:
    from sqlalchemy import Insert


@cache
def adding(dialect: str) -> Insert:
    """Build what queues a row, unless one that waits is about the same thing."""
    # Touching the row that waits keeps a sender from taking it up, and showing the state of
    # before, until this transaction is committed.
    statement: Insert = upsert(dialect, outbox).on_conflict_do_update(
        index_elements=["workspace_id", "coalesce"],
        index_where=WAITING,
        set_={"coalesce": outbox.c.coalesce},
    )
    return statement


@cache
def setting_lane(dialect: str, names: tuple[str, ...]) -> Insert:
    """Build what sets columns of a lane, known or not."""
    statement = upsert(dialect, lanes)
    values = {name: statement.excluded[name] for name in names}
    setting: Insert = statement.on_conflict_do_update(
        index_elements=["workspace_id", "lane"], set_=values
    )
    return setting
