"""Reads recorded histories, and cuts the population of a period from them."""

from __future__ import annotations

import csv
import gzip
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.domain.events import Actor, ActorKind, Event, EventKind
from bot.domain.history import History, Period, Population

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from bot.domain.calendar import Calendar
    from bot.domain.events import Fact

KINDS = {
    "opened": EventKind.CREATED,
    "acknowledged": EventKind.HUMAN_REPLY,
    "claimed": EventKind.CLAIMED,
    "reassigned": EventKind.ASSIGNED,
    "escalated": EventKind.ESCALATED,
    "on_hold": EventKind.HOLD_STARTED,
    "resumed": EventKind.HOLD_ENDED,
    "resolved": EventKind.RESOLVED,
    "reopened": EventKind.REOPENED,
    "closed": EventKind.CLOSED,
    "rated": EventKind.RATED,
}
BY_REQUESTERS = frozenset({"opened", "reopened", "rated"})
HOLDS = {"Awaiting User Info": "requester", "Awaiting Vendor": "vendor"}


class People:
    """Numbers people in the order in which they turn up."""

    def __init__(self) -> None:
        self.ids: dict[str, int] = {}

    def id_of(self, name: str) -> int | None:
        return self.ids.setdefault(name, len(self.ids) + 1) if name else None

    @property
    def names(self) -> dict[int, str]:
        return {number: name for name, number in self.ids.items()}


def read_histories(path: Path, people: People) -> list[History]:
    packed = path.read_bytes()
    text = gzip.decompress(packed) if path.suffix == ".gz" else packed
    rows = csv.DictReader(text.decode().splitlines())
    by_request = groupby(rows, key=itemgetter("request_id"))
    return [_history(n, list(group), people) for n, (_, group) in enumerate(by_request, 1)]


def _history(number: int, rows: list[dict[str, str]], people: People) -> History:
    events = tuple(_event(row, people) for row in rows if row["event"] in KINDS)
    return History(
        number=number,
        desk_key="it",
        requester_id=events[0].actor.person_id,
        channel="phone",
        private=False,
        events=events,
    )


def _event(row: dict[str, str], people: People) -> Event:
    name = row["event"]
    kind = ActorKind.REQUESTER if name in BY_REQUESTERS else ActorKind.TECHNICIAN
    return Event(
        kind=KINDS[name],
        at=datetime.fromisoformat(row["ts"]).replace(tzinfo=UTC),
        actor=Actor(person_id=people.id_of(row["actor"]), kind=kind),
        facts=_facts(row),
    )


def _facts(row: dict[str, str]) -> dict[str, Fact]:
    detail = dict(part.partition("=")[::2] for part in row["detail"].split(";"))
    if row["event"] == "reassigned":
        return {"replayed": True}
    if row["event"] == "on_hold":
        return {"reason": HOLDS.get(row["detail"], "other")}
    if row["event"] == "rated":
        return {"score": int(detail["csat"]), "solicited": True}
    return {}


def days(text: str) -> Period:
    """Read "2016-03-14" as that day, and "2016-03-14+7" as the seven days from it on."""
    first, _, length = text.partition("+")
    start = datetime.combine(date.fromisoformat(first), datetime.min.time(), UTC)
    return Period(start=start, end=start + timedelta(days=int(length or 1)), zone=ZoneInfo("UTC"))


def known_at(histories: Sequence[History], at: datetime) -> Iterator[History]:
    for history in histories:
        events = tuple(event for event in history.events if event.at < at)
        if events and events[0].kind is EventKind.CREATED:
            yield replace(history, events=events)


def open_at(histories: Sequence[History], at: datetime) -> int:
    return sum(history.is_open for history in known_at(histories, at))


def population_of(histories: Sequence[History], period: Period, calendar: Calendar) -> Population:
    known = list(known_at(histories, period.end))
    return Population(
        histories=[h for h in known if any(event.at in period for event in h.events)],
        period=period,
        calendar=calendar,
        open_at_start=open_at(histories, period.start),
        open_at_end=sum(history.is_open for history in known),
    )
