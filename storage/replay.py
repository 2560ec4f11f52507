"""Requests of a replayed history, written many at a time."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date
from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.domain.words import words_of
from storage.bulk import insert_many
from storage.dues import due_values
from storage.events import FLOW, FLOW_COLUMNS, counting
from storage.repository import Repository
from storage.requests import state_values, to_request
from storage.tables import request_events, request_texts, request_words, requests, workspaces

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from bot.domain.events import Event
    from bot.domain.messages import Promised, Texts
    from bot.domain.request import Request

_EVENT = (
    "workspace_id",
    "desk_key",
    "request_id",
    "seq",
    "kind",
    "at",
    "actor_id",
    "actor_kind",
    "facts",
)
_WORD = ("workspace_id", "word", "request_id")


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
        rows = [self._request_row(one) for one in recorded]
        insert_many(
            self.connection, requests, tuple(rows[0]), [tuple(row.values()) for row in rows]
        )
        ids = self._ids([one.request.number for one in recorded])
        texts = [
            (ids[one.request.number], one.texts.title, one.texts.details, one.texts.purpose)
            for one in recorded
        ]
        columns = ("request_id", "title", "details", "purpose")
        insert_many(self.connection, request_texts, columns, texts)
        words = [
            (self.workspace_id, word, request_id)
            for request_id, title, details, purpose in texts
            for word in words_of(title, details, purpose)
        ]
        if words:
            insert_many(self.connection, request_words, _WORD, words)
        events = [row for one in recorded for row in self._event_rows(one, ids)]
        insert_many(self.connection, request_events, _EVENT, events)
        self._add_flow(recorded)

    def _request_row(self, one: Recorded) -> dict[str, object]:
        return {
            "workspace_id": self.workspace_id,
            "number": one.request.number,
            "source_id": one.source_id,
            **state_values(one.request),
            **due_values(one.promised),
        }

    def _event_rows(self, one: Recorded, ids: dict[int, int]) -> Iterator[tuple[object, ...]]:
        workspace_id, desk_key = self.workspace_id, one.request.desk_key
        request_id = ids[one.request.number]
        for seq, event in enumerate(one.events):
            actor = event.actor
            facts = dict(event.facts) or None
            log = (event.kind, event.at, actor.person_id, actor.kind, facts)
            yield workspace_id, desk_key, request_id, seq, *log

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
        days = sorted({(desk_key, day) for desk_key, day, _ in counts})
        rows = [
            {
                "workspace_id": self.workspace_id,
                "desk_key": desk_key,
                "day": day,
                **{column: counts[desk_key, day, column] for column in FLOW_COLUMNS},
            }
            for desk_key, day in days
        ]
        self.connection.execute(counting(self.connection.dialect.name), rows)
