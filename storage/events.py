"""The append-only log of what happened to requests, and the daily roll-up of its flow."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Row, bindparam, func, insert, select

from bot.domain.events import NO_FACTS, Actor, ActorKind, Event, EventKind
from storage.repository import Repository, upsert
from storage.tables import daily_flow, event_notes, request_events

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Insert

    from bot.domain.request import Request

#: Which column of the roll-up an event counts in.
FLOW = {
    EventKind.CREATED: "opened",
    EventKind.RESOLVED: "resolved",
    EventKind.REOPENED: "reopened",
    EventKind.CANCELLED: "withdrawn",
    EventKind.MERGED: "withdrawn",
    EventKind.UNMERGED: "reopened",
    EventKind.MOVED_OUT: "withdrawn",
    EventKind.MOVED_IN: "opened",
}
FLOW_COLUMNS = sorted(set(FLOW.values()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Words that came with an event; `text` is for people, `more` for the documentation."""

    text: str
    more: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Say whether there are any words at all."""
        return bool(self.text or self.more)


_APPEND = insert(request_events)
_APPEND_NOTE = insert(event_notes)
_LAST_NOTE = (
    select(event_notes.c.text)
    .where(event_notes.c.request_id == bindparam("of_request"))
    .order_by(event_notes.c.seq.desc())
    .limit(1)
)
_LAST_NOTE_OF_KIND = _LAST_NOTE.where(
    event_notes.c.seq
    == select(func.max(request_events.c.seq))
    .where(
        request_events.c.request_id == bindparam("of_request"),
        request_events.c.kind == bindparam("kind"),
    )
    .scalar_subquery()
)


class Events(Repository):
    """The log; there is no way to change or remove an entry."""

    def append(
        self, request: Request, events: Sequence[Event], *, note: Note | None = None
    ) -> None:
        """Add `events` to the log of `request` (as it was before them).

        `note` is the text that came with the last of them; it is kept apart from the facts.
        """
        desks = _desks(request.desk_key, events)
        rows = [
            {**event_row(self.workspace_id, request, event, seq), "desk_key": desk_key}
            for seq, (event, desk_key) in enumerate(
                zip(events, desks, strict=True), start=request.events
            )
        ]
        self.connection.execute(_APPEND, rows)
        if note:
            seq = request.events + len(events) - 1
            more = dict(note.more) or None
            row = {"request_id": request.id, "seq": seq, "text": note.text, "more": more}
            self.connection.execute(_APPEND_NOTE, row)
        # In one order, so that two who move requests both ways do not wait for each other.
        for desk_key in sorted(set(desks)):
            these = (e for e, here in zip(events, desks, strict=True) if here == desk_key)
            self.add_flow(desk_key, these)

    def add_flow(self, desk_key: str, events: Iterable[Event]) -> None:
        """Count `events` in the daily roll-up."""
        days: dict[date, Counter[str]] = {}
        for event in events:
            if event.kind in FLOW:
                day = event.at.astimezone(UTC).date()
                days.setdefault(day, Counter())[FLOW[event.kind]] += 1
        key = {"workspace_id": self.workspace_id, "desk_key": desk_key}
        rows = [
            {**key, "day": day, **{name: counts[name] for name in FLOW_COLUMNS}}
            for day, counts in sorted(days.items())
        ]
        if rows:
            self.connection.execute(counting(self.connection.dialect.name), rows)

    def of(self, request_id: int) -> list[Event]:
        """Read the whole log of one request in order."""
        query = (
            select(request_events)
            .where(request_events.c.request_id == request_id)
            .order_by(request_events.c.seq)
        )
        return [to_event(row) for row in self.connection.execute(query)]

    def requester_before(self, request_id: int) -> int | None:
        """Say who needed a request before its requester was last changed."""
        query = (
            select(request_events.c.facts)
            .where(
                request_events.c.request_id == request_id,
                request_events.c.kind == EventKind.REQUESTER_CHANGED,
            )
            .order_by(request_events.c.seq.desc())
            .limit(1)
        )
        facts = self.connection.execute(query).scalar() or {}
        return facts.get("from")

    def specialists_asked(self, request_id: int) -> frozenset[str]:
        """Name the specialists to whom a request was escalated."""
        query = select(request_events.c.facts).where(
            request_events.c.request_id == request_id,
            request_events.c.kind == EventKind.ESCALATED,
        )
        facts = self.connection.execute(query).scalars()
        asked = (fact for fact in facts if fact and fact.get("kind") == "specialist")
        return frozenset(str(fact.get("to")) for fact in asked)

    def note(self, request_id: int, seq: int) -> str:
        """Read the text that came with an event, or nothing."""
        query = select(event_notes.c.text).where(
            event_notes.c.request_id == request_id, event_notes.c.seq == seq
        )
        return self.connection.execute(query).scalar() or ""

    def last_note(self, request_id: int, *, of: EventKind | None = None) -> str:
        """Read the newest text that came with a move of this request, or nothing.

        With `of`, only the text of the last move of that kind counts.
        """
        query = _LAST_NOTE if of is None else _LAST_NOTE_OF_KIND
        values = {"of_request": request_id, **({} if of is None else {"kind": of})}
        return self.connection.execute(query, values).scalar() or ""


@cache
def counting(dialect: str) -> Insert:
    """Give the statement that adds rows of counts to the daily roll-up."""
    statement = upsert(dialect, daily_flow)
    added: Insert = statement.on_conflict_do_update(
        index_elements=["workspace_id", "desk_key", "day"],
        set_={name: daily_flow.c[name] + statement.excluded[name] for name in FLOW_COLUMNS},
    )
    return added


def _desks(desk_key: str, events: Sequence[Event]) -> list[str]:
    """Name the desk that each of some events belongs to; they begin at one, and may move on."""
    desks = []
    for event in events:
        if event.kind is EventKind.MOVED_IN:
            desk_key = str(event.facts["to"])
        desks.append(desk_key)
    return desks


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


def to_event(row: Row[Any], *, elsewhere: bool = False) -> Event:
    """Build the value from a row of `request_events`, of this desk or of another."""
    return Event(
        kind=EventKind(row.kind),
        at=row.at,
        actor=Actor(person_id=row.actor_id, kind=ActorKind(row.actor_kind)),
        facts=row.facts or NO_FACTS,
        elsewhere=elsewhere,
    )
