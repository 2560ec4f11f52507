"""What figures are made from; the cost depends on the period asked for, not on the history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby, pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from sqlalchemy import Row, and_, bindparam, case, func, literal_column, select, true, union

from bot.domain.cut import UNKNOWN, WHOLE, Cut
from bot.domain.events import EventKind
from bot.domain.history import History
from bot.domain.home import OpenCount
from storage.dues import DUES, first_due, is_due, to_promised
from storage.events import FLOW, to_event
from storage.repository import Repository
from storage.requests import Stored, stored, stored_query
from storage.tables import daily_flow, outbox, request_events, requests

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy import ColumnElement, Select

    from bot.domain.events import Event
    from bot.domain.messages import Promised

# What each column of the daily roll-up does to the number of open requests.
_EVER = datetime(1, 1, 2, tzinfo=UTC)
_SIGNS = {"opened": 1, "reopened": 1, "resolved": -1, "withdrawn": -1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Books:
    """What the promises about one request are reckoned from.

    `history` is what the desk knows of it that is asked about, `log` all that ever happened to
    it, `desk_key` where it is now, and `standing` what is promised now.
    """

    history: History
    log: tuple[Event, ...]
    desk_key: str
    standing: Promised


class Reporting(Repository):
    """Reads for figures, digests and lists of what is late."""

    def histories(
        self,
        desk_key: str,
        start: datetime,
        end: datetime,
        *,
        owner_id: int | None = None,
        cut: Cut = WHOLE,
    ) -> list[History]:
        """Read the requests with an event in [start, end), as they were known at `end`.

        With `owner_id` only those that this person owns, of what the `cut` leaves.
        """
        touched = self._touched(desk_key, start, end)
        if owner_id is not None:
            touched = touched.where(requests.c.owner_id == owner_id)
        if not cut.is_whole:
            touched = touched.where(*_within(cut))
        logs = self._logs(touched, request_events.c.at < end).values()
        return [_history(desk_key, rows) for rows in logs]

    def promised(
        self, desk_key: str, start: datetime, end: datetime, *, cut: Cut = WHOLE
    ) -> list[Books]:
        """Read the requests that were touched or open in [start, end), with what stands promised.

        Their logs go on to this day, since what was promised stands in later events.
        """
        either = requests.c.id.in_(
            union(
                self._open_then(requests.c.desk_key == desk_key, end),
                self._open_then(requests.c.moved_from == desk_key, end),
                self._touched(desk_key, start, end),
            )
        )
        wanted = and_(either, *_within(cut))
        rows = self.connection.execute(select(requests.c.id, *DUES).where(wanted))
        dues = {row.id: to_promised(row) for row in rows}
        logs = self._logs(select(requests.c.id).where(wanted), true())
        return [
            Books(
                history=_history(desk_key, rows),
                log=tuple(map(to_event, rows)),
                desk_key=rows[0].now_at,
                standing=dues[key],
            )
            for key, rows in logs.items()
        ]

    def _open_then(self, here: ColumnElement[bool], end: datetime) -> Select[tuple[int]]:
        still_open = requests.c.ended_at.is_(None) | (requests.c.ended_at >= end)
        mine = (requests.c.workspace_id == self.workspace_id) & here
        return select(requests.c.id).where(mine, requests.c.created_at < end, still_open)

    def _touched(self, desk_key: str, start: datetime, end: datetime) -> Select[tuple[int]]:
        return (
            select(request_events.c.request_id)
            .join(requests, requests.c.id == request_events.c.request_id)
            .where(self._of_desk(desk_key), _between(start, end))
        )

    def _logs(
        self, wanted: Select[tuple[int]], known: ColumnElement[bool]
    ) -> dict[int, list[Row[Any]]]:
        query = (
            select(
                request_events,
                requests.c.number,
                requests.c.requester_id,
                requests.c.channel,
                requests.c.private,
                requests.c.desk_key.label("now_at"),
            )
            .join(requests, requests.c.id == request_events.c.request_id)
            .where(request_events.c.request_id.in_(wanted), known)
            .order_by(request_events.c.request_id, request_events.c.seq)
        )
        rows = self.connection.execute(query)
        return {key: list(group) for key, group in groupby(rows, attrgetter("request_id"))}

    def open_count(self, desk_key: str, at: datetime, *, cut: Cut = WHOLE) -> int:
        """Count the requests that were open at `at`: whole days rolled up, the rest event by event.

        Those of a part are counted event by event. Source: measurement B15, the flow
        identity.
        """
        if not cut.is_whole:
            return self._net(self.counts(desk_key, _EVER, at, cut=cut))
        midnight = at.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
        net = sum(sign * daily_flow.c[column] for column, sign in _SIGNS.items())
        query = select(func.sum(net)).where(
            daily_flow.c.workspace_id == self.workspace_id,
            daily_flow.c.desk_key == desk_key,
            daily_flow.c.day < midnight.date(),
        )
        days = self.connection.execute(query).scalar() or 0
        return int(days) + self._net(self.counts(desk_key, midnight, at))

    def _net(self, counts: Mapping[EventKind, int]) -> int:
        """Say by how many more requests are open after so many events."""
        return sum(_SIGNS[FLOW[kind]] * count for kind, count in counts.items() if kind in FLOW)

    def counts(
        self, desk_key: str, start: datetime, end: datetime, *, cut: Cut = WHOLE
    ) -> dict[EventKind, int]:
        """Count the events in [start, end) by kind."""
        query = (
            select(request_events.c.kind, func.count())
            .where(self._of_desk(desk_key), _between(start, end))
            .group_by(request_events.c.kind)
        )
        if not cut.is_whole:
            query = query.join(requests, requests.c.id == request_events.c.request_id)
            query = query.where(*_within(cut))
        return {EventKind(kind): count for kind, count in self.connection.execute(query)}

    def filed_between(self, desk_key: str, instants: Sequence[datetime]) -> list[int]:
        """Count the requests filed from each of `instants` until the next one."""
        desk = {"here": self.workspace_id, "desk_key": desk_key}
        spans = [{**desk, "start": start, "end": end} for start, end in pairwise(instants)]
        return [self.connection.execute(_FILED, span).scalar_one() for span in spans]

    def open_requests(self, desk_key: str, *, due_before: datetime, limit: int) -> list[Stored]:
        """List open requests that need somebody: due before an instant, or with nobody.

        What is most overdue comes first.
        """
        due = first_due()
        query = (
            stored_query()
            .where(
                requests.c.workspace_id == self.workspace_id,
                requests.c.desk_key == desk_key,
                requests.c.ended_at.is_(None),
                is_due(due_before) | requests.c.owner_id.is_(None),
            )
            .order_by(due)
            .limit(limit)
        )
        return [stored(row) for row in self.connection.execute(query)]

    def open_state(self, desk_key: str, now: datetime) -> OpenCount:
        """Count what is open at a desk, what of it is late, and what nobody has claimed."""
        late = is_due(now)
        query = select(
            func.count(),
            func.count(case((late, 1))),
            func.count(case((requests.c.owner_id.is_(None), 1))),
            func.min(requests.c.created_at),
        ).where(
            requests.c.workspace_id == self.workspace_id,
            requests.c.desk_key == desk_key,
            requests.c.ended_at.is_(None),
        )
        total, overdue, unclaimed, oldest = self.connection.execute(query).one()
        return OpenCount(total=total, late=overdue, unclaimed=unclaimed, oldest=oldest)

    def pings(
        self, desk_key: str, start: datetime, end: datetime, *, cut: Cut = WHOLE
    ) -> int | None:
        """Count the notifications of [start, end); None if nothing had been counted by then."""
        pinged = (outbox.c.workspace_id == self.workspace_id, outbox.c.pings > literal_column("0"))
        earlier = select(outbox.c.id).where(*pinged, outbox.c.sent_at < end).limit(1)
        if self.connection.execute(earlier).first() is None:
            return None
        query = (
            select(func.coalesce(func.sum(outbox.c.pings), 0))
            .join(requests, requests.c.id == outbox.c.request_id)
            .where(
                *pinged,
                outbox.c.sent_at >= start,
                outbox.c.sent_at < end,
                requests.c.desk_key == desk_key,
            )
        )
        query = query.where(*_within(cut))
        return int(self.connection.execute(query).scalar_one())

    def first_event_at(self, desk_key: str) -> datetime | None:
        """Give the instant at which the desk's log begins."""
        query = select(func.min(request_events.c.at)).where(self._of_desk(desk_key))
        return self.connection.execute(query).scalar()

    def _of_desk(self, desk_key: str) -> ColumnElement[bool]:
        return (request_events.c.workspace_id == self.workspace_id) & (
            request_events.c.desk_key == desk_key
        )


# The database counts days in its index; carrying their instants over here would take longer
# the busier the desk is.
_FILED = select(func.count()).where(
    request_events.c.workspace_id == bindparam("here"),
    request_events.c.desk_key == bindparam("desk_key"),
    request_events.c.at >= bindparam("start"),
    request_events.c.at < bindparam("end"),
    request_events.c.kind == EventKind.CREATED,
)


def _within(cut: Cut) -> Iterator[ColumnElement[bool]]:
    """Say which requests a cut leaves."""
    if cut.organisation is not None:
        yield requests.c.organisation == cut.organisation
    if cut.complexity is not None:
        # Of the unknown ones the column is empty.
        yield requests.c.complexity.is_not_distinct_from(
            None if cut.complexity == UNKNOWN else cut.complexity
        )


def _between(start: datetime, end: datetime) -> ColumnElement[bool]:
    return (request_events.c.at >= start) & (request_events.c.at < end)


def _history(desk_key: str, rows: list[Row[Any]]) -> History:
    """Tell what a desk knows of a request: until it goes to another one for good."""
    first, last = rows[0], max(n for n, row in enumerate(rows) if row.desk_key == desk_key)
    return History(
        number=first.number,
        desk_key=desk_key,
        requester_id=first.requester_id,
        channel=first.channel,
        private=first.private,
        events=tuple(to_event(row, elsewhere=row.desk_key != desk_key) for row in rows[: last + 1]),
    )
