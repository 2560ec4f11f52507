"""Invented pasts of a desk: a file to replay, or rows straight in the database."""

from __future__ import annotations

import csv
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import chain, islice
from typing import TYPE_CHECKING

from storage.migrations import upgrade

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: The end of every invented past: a Tuesday before the desk opens.
NOW = datetime(2026, 3, 3, 8, 0, tzinfo=UTC)
#: The stretch that is the same whatever lies behind it.
RECENT = timedelta(days=28)
_LONG_PAST = timedelta(days=5 * 365)
_ANSWER, _SOLUTION, _END = timedelta(minutes=40), timedelta(hours=7), timedelta(days=7)
_SOME = 10_000
_HEADER = ("request_id", "seq", "ts", "event", "actor", "group", "detail")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """One invented request and the life it has had by now."""

    number: int
    at: datetime

    @property
    def log(self) -> list[tuple[str, datetime, int, str]]:
        """Its events: kind, instant, person, role."""
        life = [
            ("created", self.at, 1, "requester"),
            ("human_reply", self.at + _ANSWER, 2, "technician"),
            ("resolved", self.at + _SOLUTION, 2, "technician"),
            ("closed", self.at + _SOLUTION + _END, 2, "system"),
        ]
        return [event for event in life if event[1] < NOW]


def write_history(file: Path, *, requests: int) -> Path:
    """Write a history in the format that `firstline replay` reads, five events a request."""
    words = {"created": "opened", "human_reply": "acknowledged"}
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(_HEADER)
        for one in _spread(requests, NOW - _LONG_PAST, NOW - RECENT, first=1):
            who = f"tech{one.number % 40}"
            claim = ("claimed", one.at + _ANSWER, 2, "technician")
            for seq, (kind, at, *_) in enumerate([*one.log[:2], claim, *one.log[2:]]):
                detail = "priority=P3;category=Network;channel=phone" if seq == 0 else ""
                event = words.get(kind, kind)
                writer.writerow((f"R{one.number}", seq, at.isoformat(), event, who, "", detail))
    return file


def fill(database: Path, *, behind: int, recent: int) -> None:
    """Fill a new database with `recent` requests of the last days and those `behind` them."""
    upgrade(f"sqlite:///{database}")
    with closing(sqlite3.connect(database)) as connection:
        # Nothing is lost if this is cut short, since it is made anew every time.
        connection.executescript("PRAGMA synchronous=OFF; PRAGMA journal_mode=MEMORY;")
        with connection:
            _add_people(connection)
            border = NOW - RECENT
            # What lies behind has ended by then, or its endings would be part of these days.
            over = border - _SOLUTION - _END
            _add(connection, _spread(behind, NOW - _LONG_PAST, over, first=1))
            _add(connection, _spread(recent, border, NOW, first=behind + 1))
            _add_flow(connection)
        connection.executescript("PRAGMA journal_mode=WAL;")


def fill_open(database: Path, requests: int) -> None:
    """Fill a new database with requests that were filed lately and are open."""
    fill(database, behind=0, recent=0)
    with closing(sqlite3.connect(database)) as connection, connection:
        lately = _spread(requests, NOW - _ANSWER, NOW - _ANSWER / 2, first=1)
        _add(connection, lately)
        later = _spelled(NOW + _END)
        connection.execute("UPDATE requests SET remind_at = ?", (later,))


def _spread(count: int, start: datetime, end: datetime, *, first: int) -> Iterator[Filed]:
    step = (end - start) / max(count, 1)
    return (Filed(number=first + n, at=start + n * step) for n in range(count))


def _add_people(connection: sqlite3.Connection) -> None:
    connection.execute(
        "INSERT INTO workspaces (id, team_id, url, last_number) VALUES (1, NULL, '', 10000000)"
    )
    connection.executemany(
        "INSERT INTO people (id, workspace_id, handle, slack_id, name, zone, is_guest,"
        " is_external, is_bot, deactivated, recognition)"
        " VALUES (?, 1, ?, ?, ?, 'UTC', 0, 0, 0, 0, 'unasked')",
        [(1, "U0ALICE", "U0ALICE", "Alice"), (2, "U0THEO", "U0THEO", "Theo")],
    )


def _add(connection: sqlite3.Connection, filed: Iterator[Filed]) -> None:
    # Some at a time: all at once would not fit into memory, one at a time takes much longer.
    while some := list(islice(filed, _SOME)):
        connection.executemany(_REQUEST, map(_request_row, some))
        connection.executemany(_TEXTS, [(one.number, f"Screen {one.number}") for one in some])
        connection.executemany(_EVENT, chain.from_iterable(map(_event_rows, some)))


def _add_flow(connection: sqlite3.Connection) -> None:
    """Roll the days up as the desk would have done."""
    query = (
        "SELECT substr(at, 1, 10), kind, count(*) FROM request_events"
        " WHERE kind IN ('created', 'resolved') GROUP BY 1, 2"
    )
    days = Counter({(day, kind): count for day, kind, count in connection.execute(query)})
    connection.executemany(
        "INSERT INTO daily_flow (workspace_id, desk_key, day, opened, resolved, reopened,"
        " withdrawn) VALUES (1, 'it', ?, ?, ?, 0, 0)",
        [
            (day, days[day, "created"], days[day, "resolved"])
            for day in sorted({day for day, _ in days})
        ],
    )


_REQUEST = (
    "INSERT INTO requests (id, workspace_id, number, desk_key, requester_id, owner_id, state, tier,"
    " priority, channel, private, held_minutes, created_at, first_reply_at, first_resolved_at,"
    " resolved_at, ended_at, last_event_at, resolutions, reopens, reassignments, events,"
    " respond_by, resolve_by) VALUES (?, 1, ?, 'it', 1, 2, ?, 1, 'P3', 'command', 0, 0,"
    " ?, ?, ?, ?, ?, ?, ?, 0, 0, ?, ?, ?)"
)
_TEXTS = "INSERT INTO request_texts (request_id, title, details, purpose) VALUES (?, ?, '', '')"
_EVENT = (
    "INSERT INTO request_events (workspace_id, desk_key, request_id, seq, kind, at, actor_id,"
    " actor_kind) VALUES (1, 'it', ?, ?, ?, ?, ?, ?)"
)


def _request_row(one: Filed) -> tuple[object, ...]:
    at = {kind: _spelled(when) for kind, when, *_ in one.log}
    resolved = at.get("resolved")
    state = "closed" if "closed" in at else "resolved" if resolved else "claimed"
    stamps = (at["created"], at.get("human_reply"), resolved, resolved, resolved)
    respond_by = None if "human_reply" in at else _spelled(one.at + _ANSWER)
    resolve_by = None if resolved else _spelled(one.at + _SOLUTION)
    last = _spelled(one.log[-1][1])
    counts = (1 if resolved else 0, len(one.log))
    return (one.number, one.number, state, *stamps, last, *counts, respond_by, resolve_by)


def _event_rows(one: Filed) -> Iterator[tuple[object, ...]]:
    for seq, (kind, at, who, role) in enumerate(one.log):
        yield one.number, seq, kind, _spelled(at), who, role


def _spelled(at: datetime) -> str:
    """Write an instant as SQLite keeps it."""
    return at.replace(tzinfo=None).isoformat(sep=" ", timespec="microseconds")
