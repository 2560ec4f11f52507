"""Writing a recorded history into the database, some hundred requests at a time."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain, count, islice
from typing import TYPE_CHECKING

from bot.usecases.replay.lines import Attributes, Refusal
from bot.usecases.replay.telling import Cast, tell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from bot.domain.desk import Desk
    from bot.domain.request import Request
    from bot.usecases.office import Office
    from bot.usecases.replay.lines import Line, Recording
    from bot.usecases.replay.telling import Told
    from storage.store import Transaction

#: Requests that are written together; a desk at work waits no longer than this takes.
BATCH = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A history, and the desk that it is loaded into."""

    recording: Recording
    desk: Desk
    attributes: Mapping[str, Attributes] = field(default_factory=dict)

    def names(self) -> set[str]:
        """Give everybody whom the history or its attributes name."""
        known = (self.attributes[id_] for id_ in self.recording.requests if id_ in self.attributes)
        return self.recording.names() | {one.requester for one in known if one.requester}

    def cast(self, people: Mapping[str, int]) -> Cast:
        """Say who and what the history is about."""
        return Cast(desk=self.desk, people=people, attributes=self.attributes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of the lines of one batch or of a whole history.

    `known` lines had been loaded before; `requests` were new or grew.
    """

    requests: int = 0
    taken: int = 0
    known: int = 0
    refused: tuple[Refusal, ...] = ()


def problems(job: Job) -> tuple[Refusal, ...]:
    """Find all lines that a replay would refuse, without loading anything."""
    # The rules do not ask who somebody is, so invented ids will do.
    cast = job.cast(dict(zip(sorted(job.names()), count(1), strict=False)))
    told = (tell(lines, cast, number=0) for lines in job.recording.requests.values())
    return _ordered(chain(job.recording.refused, *(one.refused for one in told)))


def replay(office: Office, job: Job, *, progress: Callable[[int], None]) -> Outcome:
    """Load a history; what has been loaded before stays as it is, and may grow.

    Each batch is one transaction, so that a replay that was killed just goes on when it is
    run again. `progress` hears of the requests of each batch.
    """
    with office.store.write() as tx:
        cast = job.cast(tx.people.ensure_names(job.names()))
    parts = []
    for batch in _batches(job.recording.requests):
        with office.store.write() as tx:
            parts.append(_load(tx, batch, cast))
        progress(len(batch))
    return _altogether([*parts, Outcome(refused=job.recording.refused)])


def _load(tx: Transaction, batch: Mapping[str, tuple[Line, ...]], cast: Cast) -> Outcome:
    known = tx.replays.known(cast.desk.key, batch)
    fresh = [source_id for source_id in batch if source_id not in known]
    first = tx.requests.next_number(how_many=len(fresh)) if fresh else 0
    numbers = dict(zip(fresh, count(first), strict=False))
    told = [tell(batch[source_id], cast, number=numbers[source_id]) for source_id in fresh]
    if told:
        tx.replays.add([one.recorded for one in told])
    new = [_outcome(one, known_events=0) for one in told]
    grown = [
        _grow(tx, tell(batch[source_id], cast, number=before.number), before)
        for source_id, before in known.items()
    ]
    return _altogether([*new, *grown])


def _altogether(parts: Sequence[Outcome]) -> Outcome:
    return Outcome(
        requests=sum(part.requests for part in parts),
        taken=sum(part.taken for part in parts),
        known=sum(part.known for part in parts),
        refused=_ordered(chain.from_iterable(part.refused for part in parts)),
    )


def _grow(tx: Transaction, told: Told, before: Request) -> Outcome:
    """Append what a request has lived through since it was loaded."""
    events = told.recorded.events
    new = events[before.events :]
    if not new:
        return _outcome(told, known_events=len(events))
    loaded = [(event.kind, event.at) for event in tx.events.of(before.id)]
    if loaded != [(event.kind, event.at) for event in events[: before.events]]:
        return _diverged(told, before)
    after = told.recorded.request
    tx.requests.save(before, after, promised=told.recorded.promised, close_at=None, remind_at=None)
    tx.events.append(before, new)
    return _outcome(told, known_events=before.events)


def _outcome(told: Told, *, known_events: int) -> Outcome:
    # A line may mean several events, and all of them were loaded with it.
    known = set(told.lines[:known_events])
    taken = set(told.lines[known_events:])
    return Outcome(
        requests=int(bool(taken)), taken=len(taken), known=len(known), refused=told.refused
    )


def _diverged(told: Told, before: Request) -> Outcome:
    known = set(told.lines[: before.events])
    name = told.recorded.source_id
    reason = f"{name} is #{before.number} here, and has gone another way since it was loaded"
    lost = (
        Refusal(line=line, reason=reason) for line in dict.fromkeys(told.lines) if line not in known
    )
    return Outcome(known=len(known), refused=(*told.refused, *lost))


def _batches(
    requests: Mapping[str, tuple[Line, ...]],
) -> Iterator[Mapping[str, tuple[Line, ...]]]:
    rest = iter(requests.items())
    while batch := dict(islice(rest, BATCH)):
        yield batch


def _ordered(refused: Iterable[Refusal]) -> tuple[Refusal, ...]:
    return tuple(sorted(refused, key=lambda refusal: refusal.line))
