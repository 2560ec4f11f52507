"""Requests of a replayed history, written many at a time."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, date
from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from storage.events import FLOW, event_row
from storage.repository import Repository
from storage.requests import state_values, to_request
from storage.tables import daily_flow, request_events, request_texts, requests, workspaces

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from bot.domain.events import Event
    from bot.domain.messages import Promised, Texts
    from bot.domain.request import Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """One request of a history with its whole log; its id is not known yet."""

    source_id: str
    request: Request
    texts: Texts
    promised: Promised
    events: tuple[Event, ...]


class Replays(Repository):
    """What a replay reads and writes."""

    def known(self, desk_key: str, source_ids: Collection[str]) -> dict[str, Request]:
        """Find the requests that have been loaded before, by the ids of their source.

        A second replay into this workspace waits here for the end of our transaction.
        """
        turn = select(workspaces.c.id).where(workspaces.c.id == self.workspace_id)
        self.connection.execute(turn.with_for_update())
        query = select(requests).where(
            requests.c.workspace_id == self.workspace_id,
            requests.c.desk_key == desk_key,
            requests.c.source_id.in_(source_ids),
        )
        rows = self.connection.execute(query.with_for_update())
        return {row.source_id: to_request(row) for row in rows}

    def add(self, recorded: Sequence[Recorded]) -> None:
        """Write new requests with their texts, their logs and what they add to the roll-up."""
        self.connection.execute(insert(requests), [self._request_row(one) for one in recorded])
        ids = self._ids([one.request.number for one in recorded])
        stored = [replace(one, request=_with_id(one.request, ids)) for one in recorded]
        self.connection.execute(insert(request_texts), [_text_row(one) for one in stored])
        rows = [
            event_row(self.workspace_id, one.request, event, seq)
            for one in stored
            for seq, event in enumerate(one.events)
        ]
        self.connection.execute(insert(request_events), rows)
        self._add_flow(stored)

    def _request_row(self, one: Recorded) -> dict[str, object]:
        return {
            "workspace_id": self.workspace_id,
            "number": one.request.number,
            "desk_key": one.request.desk_key,
            "source_id": one.source_id,
            **state_values(one.request),
            "respond_by": one.promised.respond_by,
            "resolve_by": one.promised.resolve_by,
        }

    def _ids(self, numbers: Sequence[int]) -> dict[int, int]:
        query = select(requests.c.number, requests.c.id).where(
            requests.c.workspace_id == self.workspace_id,
            requests.c.number.between(min(numbers), max(numbers)),
        )
        return {row.number: row.id for row in self.connection.execute(query)}

    def _add_flow(self, recorded: Sequence[Recorded]) -> None:
        """Count all events at once: one by one, the days of a history take longer than its log."""
        counts: Counter[tuple[str, date, str]] = Counter(
            (one.request.desk_key, event.at.astimezone(UTC).date(), FLOW[event.kind])
            for one in recorded
            for event in one.events
            if event.kind in FLOW
        )
        columns = sorted(set(FLOW.values()))
        days = sorted({(desk_key, day) for desk_key, day, _ in counts})
        rows = [
            {
                "workspace_id": self.workspace_id,
                "desk_key": desk_key,
                "day": day,
                **{column: counts[desk_key, day, column] for column in columns},
            }
            for desk_key, day in days
        ]
        statement = self.upsert(daily_flow)
        added = {column: daily_flow.c[column] + statement.excluded[column] for column in columns}
        key = ["workspace_id", "desk_key", "day"]
        self.connection.execute(
            statement.on_conflict_do_update(index_elements=key, set_=added), rows
        )


def _with_id(request: Request, ids: dict[int, int]) -> Request:
    return replace(request, id=ids[request.number])


def _text_row(one: Recorded) -> dict[str, object]:
    return {
        "request_id": one.request.id,
        "title": one.texts.title,
        "details": one.texts.details,
        "purpose": one.texts.purpose,
    }
