"""What the outbox still holds, as tests look at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from storage.tables import lanes, outbox
from storage.turns import UNSENT, SendState

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Any

    from sqlalchemy import Row

    from storage.store import Store


def unsent(store: Store) -> list[Row[*tuple[Any, ...]]]:
    """Read the first unsent row of each lane, with the instant at which its lane is free."""
    query = (
        select(outbox.c.lane, outbox.c.kind, outbox.c.state, outbox.c.not_before, lanes.c.next_at)
        .outerjoin(
            lanes,
            (lanes.c.lane == outbox.c.lane) & (lanes.c.workspace_id == outbox.c.workspace_id),
        )
        .where(outbox.c.state.in_(UNSENT))
        .order_by(outbox.c.id)
    )
    with store.database.read() as connection:
        rows = list(connection.execute(query))
    # Of several rows of one lane the first stays, since it is put in last.
    return list({row.lane: row for row in reversed(rows)}.values())


def next_turn(store: Store) -> datetime | None:
    """Name the instant from which a waiting message may go; None if none waits for the clock."""
    turns = [
        max(row.not_before, row.next_at or row.not_before)
        for row in unsent(store)
        if row.state != SendState.SENDING
    ]
    return min(turns, default=None)
