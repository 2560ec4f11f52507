"""The lines of a recorded history: read, checked and put in order."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import UTC, datetime
from operator import attrgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from zoneinfo import ZoneInfo

COLUMNS = ("request_id", "seq", "ts", "event", "actor", "group", "detail")
#: It dates a resolution anew that the history has told already.
SKIPPED = "resolved_update"
TAKEN = frozenset(
    {
        "opened",
        "acknowledged",
        "claimed",
        "reassigned",
        "escalated",
        "on_hold",
        "resumed",
        "resolved",
        "reopened",
        "closed",
        "rated",
    }
)
# As much as the columns of the database hold.
_ID_LENGTH = 100
_NAME_LENGTH = 255
# What PostgreSQL cannot store, and what stands for bytes that are no UTF-8.
_UNREADABLE = ("\x00", *map(chr, range(0xDC80, 0xDD00)))


class NotAHistory(Exception):
    """The file is not of the format that a replay reads."""


class BadLine(Exception):
    """A line cannot be taken; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One event as the file tells it; `number` counts the lines of the file from 1."""

    number: int
    source_id: str
    seq: int
    at: datetime
    event: str
    actor: str
    detail: str

    def details(self) -> dict[str, str]:
        """Take the pairs apart that stand in the last column."""
        pairs = (part.partition("=") for part in self.detail.split(";"))
        return {key.strip(): value.strip() for key, _, value in pairs}


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A line that was not taken, and why."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attributes:
    """What a second file knows about a request; an event's own word counts more."""

    priority: str = ""
    category: str = ""
    requester: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """A whole history: the lines of each request in order, each beginning with `opened`."""

    requests: Mapping[str, tuple[Line, ...]]
    refused: tuple[Refusal, ...]
    skipped: int

    def names(self) -> set[str]:
        """Give everybody who did something."""
        return {line.actor for lines in self.requests.values() for line in lines if line.actor}


def read_recording(text: Iterable[str], zone: ZoneInfo) -> Recording:
    """Read a history whose local times are those of `zone`; raises `NotAHistory`."""
    requests: dict[str, list[Line]] = {}
    refused: list[Refusal] = []
    instants = _Instants(zone)
    skipped = 0
    for number, row in _rows(text):
        try:
            line = _line(number, row, instants)
        except BadLine as bad:
            refused.append(Refusal(line=number, reason=str(bad)))
            continue
        if line.event == SKIPPED:
            skipped += 1
        else:
            requests.setdefault(line.source_id, []).append(line)
    ordered = {source_id: _in_order(lines, refused) for source_id, lines in requests.items()}
    return Recording(
        requests={source_id: lines for source_id, lines in ordered.items() if lines},
        refused=tuple(refused),
        skipped=skipped,
    )


def read_attributes(text: Iterable[str]) -> dict[str, Attributes]:
    """Read what a file of requests knows beside its events; raises `NotAHistory`."""
    rows = csv.DictReader(text)
    if "request_id" not in (rows.fieldnames or ()):
        message = "The file of requests needs a header with a column request_id."
        raise NotAHistory(message)
    return {
        row["request_id"]: Attributes(
            priority=row.get("priority") or "",
            category=row.get("category") or "",
            requester=(row.get("requester") or "")[:_NAME_LENGTH],
        )
        for row in rows
    }


def _rows(text: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(text)
    if tuple(next(reader, ())) != COLUMNS:
        message = f"The first line of a history has to be {','.join(COLUMNS)}."
        raise NotAHistory(message)
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            # A quote that nobody closed swallows the lines after it, up to a limit.
            row = ["?"]
        if row:
            yield reader.line_num, row


def _line(number: int, row: list[str], instants: _Instants) -> Line:
    if len(row) != len(COLUMNS):
        message = f"a line has {len(COLUMNS)} fields, this one {len(row)}"
        raise BadLine(message)
    source_id, seq, ts, event, actor, _, detail = row
    if not 0 < len(source_id) <= _ID_LENGTH:
        message = f"the request_id needs 1 to {_ID_LENGTH} characters"
        raise BadLine(message)
    if not seq.isdecimal():
        message = "seq is no whole number"
        raise BadLine(message)
    if event not in TAKEN and event != SKIPPED:
        message = f'there is no event "{event[:_ID_LENGTH]}"'
        raise BadLine(message)
    text = f"{source_id}{actor}{detail}"
    if not text.isprintable() and any(character in text for character in _UNREADABLE):
        message = "the text is not in UTF-8"
        raise BadLine(message)
    return Line(
        number=number,
        source_id=source_id,
        seq=int(seq),
        at=instants[ts],
        event=event,
        actor=actor[:_NAME_LENGTH],
        detail=detail,
    )


class _Instants(dict[str, datetime]):
    """Instants as a file spells them; most occur several times and are worked out once."""

    def __init__(self, zone: ZoneInfo) -> None:
        super().__init__()
        self._zone = zone

    def __missing__(self, text: str) -> datetime:
        try:
            at = datetime.fromisoformat(text)
            self[text] = (at if at.tzinfo else at.replace(tzinfo=self._zone)).astimezone(UTC)
        except (ValueError, OverflowError):
            message = "ts is no time such as 2016-03-14T09:30:00"
            raise BadLine(message) from None
        return self[text]


def _in_order(lines: list[Line], refused: list[Refusal]) -> tuple[Line, ...]:
    """Sort the lines of one request; what cannot belong to its life is refused."""
    kept: list[Line] = []
    for line in sorted(lines, key=attrgetter("seq")):
        reason = _misplaced(line, kept)
        if reason:
            refused.append(Refusal(line=line.number, reason=reason))
        else:
            kept.append(line)
    return tuple(kept)


def _misplaced(line: Line, before: list[Line]) -> str:
    if before and before[-1].seq == line.seq:
        return f"seq {line.seq} of {line.source_id} stands on line {before[-1].number} already"
    if line.event == "opened":
        return f"{line.source_id} was opened before" if before else ""
    return "" if before else f"{line.source_id} is not opened before this line"
