"""The append-only log of what happened to requests, and the daily roll-up of its flow."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date
from typing import TYPE_CHECKING, Any

from sqlalchemy import Row, insert, select

from bot.domain.events import NO_FACTS, Actor, ActorKind, Event, EventKind
from storage.repository import Repository
from storage.tables import daily_flow, event_notes, request_events

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.domain.request import Request

#: Which column of the roll-up an event counts in.
FLOW = {
    EventKind.CREATED: "opened",
    EventKind.RESOLVED: "resolved",
    EventKind.REOPENED: "reopened",
    EventKind.CANCELLED: "withdrawn",
    EventKind.MERGED: "withdrawn",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Words that came with an event; `text` is for people, `more` for the documentation."""

    text: str
    more: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Say whether there are any words at all."""
        return bool(self.text or self.more)


class Events(Repository):
    """The log; there is no way to change or remove an entry."""

    def append(
        self, request: Request, events: Sequence[Event], *, note: Note | None = None
    ) -> None:
        """Add `events` to the log of `request` (as it was before them).

        `note` is the text that came with the last of them; it is kept apart from the facts.
        """
        rows = [
            event_row(self.workspace_id, request, event, seq)
            for seq, event in enumerate(events, start=request.events)
        ]
        self.connection.execute(insert(request_events), rows)
        if note:
            seq = request.events + len(events) - 1
            more = dict(note.more) or None
            self.connection.execute(
                insert(event_notes).values(
                    request_id=request.id, seq=seq, text=note.text, more=more
                )
            )
        self.add_flow(request.desk_key, events)

    def add_flow(self, desk_key: str, events: Iterable[Event]) -> None:
        """Count `events` in the daily roll-up."""
        counts: Counter[tuple[date, str]] = Counter()
        for event in events:
            if event.kind in FLOW:
                counts[event.at.astimezone(UTC).date(), FLOW[event.kind]] += 1
        for (day, column), count in sorted(counts.items()):
            self._count(desk_key, day, {column: count})

    def of(self, request_id: int) -> list[Event]:
        """Read the whole log of one request in order."""
        query = (
            select(request_events)
            .where(request_events.c.request_id == request_id)
            .order_by(request_events.c.seq)
        )
        return [to_event(row) for row in self.connection.execute(query)]

    def note(self, request_id: int, seq: int) -> str:
        """Read the text that came with an event, or nothing."""
        query = select(event_notes.c.text).where(
            event_notes.c.request_id == request_id, event_notes.c.seq == seq
        )
        return self.connection.execute(query).scalar() or ""

    def last_note(self, request_id: int) -> str:
        """Read the newest text that came with a move of this request, or nothing."""
        query = (
            select(event_notes.c.text)
            .where(event_notes.c.request_id == request_id)
            .order_by(event_notes.c.seq.desc())
            .limit(1)
        )
        return self.connection.execute(query).scalar() or ""

    def _count(self, desk_key: str, day: date, counts: dict[str, int]) -> None:
        key = {"workspace_id": self.workspace_id, "desk_key": desk_key, "day": day}
        zeros = dict.fromkeys(set(FLOW.values()), 0)
        statement = self.upsert(daily_flow).values(**key, **{**zeros, **counts})
        self.connection.execute(
            statement.on_conflict_do_update(
                index_elements=list(key),
                set_={name: daily_flow.c[name] + count for name, count in counts.items()},
            )
        )


def event_row(workspace_id: int, request: Request, event: Event, seq: int) -> dict[str, object]:
    """Give the row that holds `event` as entry `seq` of the log of `request`."""
    return {
        "workspace_id": workspace_id,
        "desk_key": request.desk_key,
        "request_id": request.id,
        "seq": seq,
        "kind": event.kind,
        "at": event.at,
        "actor_id": event.actor.person_id,
        "actor_kind": event.actor.kind,
        "facts": dict(event.facts) or None,
    }


def to_event(row: Row[Any]) -> Event:
    """Build the value from a row of `request_events`."""
    return Event(
        kind=EventKind(row.kind),
        at=row.at,
        actor=Actor(person_id=row.actor_id, kind=ActorKind(row.actor_kind)),
        facts=row.facts or NO_FACTS,
    )
