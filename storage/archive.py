"""Requests of the past with their logs, page by page: for whoever looks at all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from storage.events import to_event
from storage.repository import Repository
from storage.requests import Stored, stored, stored_query
from storage.tables import request_events, requests

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import datetime

    from bot.domain.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """A request as it stands, everything that happened to it, and whether its words are kept."""

    stored: Stored
    log: tuple[Event, ...]
    is_worded: bool


class Archive(Repository):
    """Reads of whole stretches of history, which no handler does."""

    def page(self, desk_key: str, since: datetime, *, after: int, limit: int) -> list[Past]:
        """Read the next requests of a desk filed since an instant, from the id `after` on."""
        query = (
            stored_query()
            .add_columns(requests.c.words_gone)
            .where(
                requests.c.workspace_id == self.workspace_id,
                requests.c.desk_key == desk_key,
                # What was filed elsewhere was routed by the rules of that desk.
                requests.c.moved_from.is_(None),
                requests.c.created_at >= since,
                requests.c.id > after,
            )
            .order_by(requests.c.id)
            .limit(limit)
        )
        rows = self.connection.execute(query).all()
        logs: dict[int, list[Event]] = {row.id: [] for row in rows}
        for request_id, event in self._events(logs):
            logs[request_id].append(event)
        return [
            Past(stored=stored(row), log=tuple(logs[row.id]), is_worded=not row.words_gone)
            for row in rows
        ]

    def _events(self, ids: Collection[int]) -> Iterator[tuple[int, Event]]:
        query = (
            select(request_events)
            .where(request_events.c.request_id.in_(list(ids)))
            .order_by(request_events.c.request_id, request_events.c.seq)
        )
        for row in self.connection.execute(query):
            yield row.request_id, to_event(row)
