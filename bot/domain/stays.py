"""When a request was at a desk: what was decided then is that desk's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.events import EventKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from bot.domain.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """The span [start, end) in which a desk had a request; `end` is None while it has it."""

    start: datetime
    end: datetime | None

    def __contains__(self, at: datetime) -> bool:
        """Say whether `at` lies in it."""
        return self.start <= at and (self.end is None or at < self.end)


def stays(desk_key: str, log: Sequence[Event]) -> Iterator[Stay]:
    """Give the times for which a desk had a request that has this log and has been there."""
    moves = [event for event in log if event.kind is EventKind.MOVED_IN]
    here, since = moves[0].facts["from"] if moves else desk_key, log[0].at
    for move in moves:
        if here == desk_key:
            yield Stay(start=since, end=move.at)
        here, since = move.facts["to"], move.at
    if here == desk_key:
        yield Stay(start=since, end=None)


def is_at(at: datetime, known: Iterable[Stay]) -> bool:
    """Say whether an instant lies in one of these times."""
    return any(at in stay for stay in known)
