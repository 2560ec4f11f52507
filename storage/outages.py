"""Outages, what may be part of them, and where they are told of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Row, Select, bindparam, delete, insert, select, update

from bot.domain.outages import Outage
from storage.repository import Repository
from storage.requests import stored, stored_query
from storage.tables import outage_bulletins, outage_candidates, outages, requests

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement

    from storage.requests import Stored

#: As many as anybody reads at once.
MOST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Bulletin:
    """Where one department is told of an outage: in `place`, or by a message to a person.

    It stands at `channel` and `ts`, once it does.
    """

    id: int
    outage_id: int
    department: str
    place: str | None
    person_id: int | None
    channel: str | None = None
    ts: str | None = None


_ALL = select(outages, requests.c.number, requests.c.desk_key).join(
    requests, requests.c.id == outages.c.request_id
)
_OF = _ALL.where(outages.c.request_id == bindparam("of_request"))
# Each card and receipt is drawn with these.
_ONGOING = (
    _ALL.where(outages.c.workspace_id == bindparam("here"), outages.c.ended.is_(None))
    .order_by(outages.c.started)
    .limit(MOST)
)
_ONGOING_OF_SYSTEM = _ONGOING.where(outages.c.system == bindparam("of_system"))
_SUSPECTED = _ALL.join(outage_candidates, outage_candidates.c.outage_id == requests.c.id).where(
    outage_candidates.c.request_id == bindparam("of_request")
)


class Outages(Repository):
    """The outages of one workspace."""

    def begin(self, outage: Outage, *, remind_at: datetime) -> bool:
        """Note that a request is an outage; False if its system has one already."""
        row = self.added(
            outages,
            request_id=outage.request_id,
            system=outage.system,
            started=outage.started,
            news_by=outage.news_by,
            remind_at=remind_at,
        )
        return row is not None

    def of(self, request_id: int) -> Outage | None:
        """Read the outage that a request is."""
        return self._one(_OF, request_id)

    def ongoing(self, system: str | None = None) -> list[Outage]:
        """List what is out, the longest first; only of one system if it is named."""
        here = {"here": self.workspace_id}
        if system is None:
            rows = self.connection.execute(_ONGOING, here)
        else:
            rows = self.connection.execute(_ONGOING_OF_SYSTEM, {**here, "of_system": system})
        return [_outage(row) for row in rows]

    def promise_news(self, request_id: int, *, news_by: datetime, remind_at: datetime) -> None:
        """Note when people hear more."""
        self._set(request_id, news_by=news_by, remind_at=remind_at)

    def reminded(self, request_id: int) -> None:
        """Note that the technicians know that news are late."""
        self._set(request_id, remind_at=None)

    def end(self, request_id: int, *, at: datetime) -> None:
        """Note that an outage is over."""
        self._set(request_id, ended=at, remind_at=None)

    def resume(self, request_id: int, *, remind_at: datetime) -> None:
        """Note that an outage was not over after all; news are due at once."""
        self._set(request_id, ended=None, news_by=remind_at, remind_at=remind_at)

    def to_remind(self, now: datetime, *, limit: int) -> list[int]:
        """List outages of which promised news are late, by the keys of their requests."""
        query = select(outages.c.request_id).where(
            outages.c.workspace_id == self.workspace_id, outages.c.remind_at <= now
        )
        found = self.connection.execute(query.order_by(outages.c.remind_at).limit(limit))
        return list(found.scalars())

    def suspect(self, request_id: int, *, outage_id: int) -> None:
        """Note that a request may be part of an outage; the newest suspicion counts."""
        statement = self.upsert(outage_candidates).values(
            request_id=request_id, outage_id=outage_id
        )
        self.connection.execute(
            statement.on_conflict_do_update(
                index_elements=["request_id"], set_={"outage_id": outage_id}
            )
        )

    def clear(self, request_id: int) -> None:
        """Note that a request is part of no outage."""
        self.connection.execute(
            delete(outage_candidates).where(outage_candidates.c.request_id == request_id)
        )

    def suspected(self, request_id: int) -> Outage | None:
        """Read the outage that a request may be part of."""
        return self._one(_SUSPECTED, request_id)

    def candidates(self, outage_id: int) -> list[Stored]:
        """List the open requests that may be part of an outage, the oldest first."""
        query = (
            stored_query()
            .join(outage_candidates, outage_candidates.c.request_id == requests.c.id)
            .where(outage_candidates.c.outage_id == outage_id, requests.c.ended_at.is_(None))
        )
        return [stored(row) for row in self.connection.execute(query.order_by(requests.c.id))]

    def lately_about(self, desk_key: str, system: str, *, since: datetime) -> list[Stored]:
        """List the open requests of a desk about a system that were filed since then."""
        query = stored_query().where(
            requests.c.workspace_id == self.workspace_id,
            requests.c.system == system,
            requests.c.created_at >= since,
            requests.c.ended_at.is_(None),
            requests.c.desk_key == desk_key,
            requests.c.private.is_(False),
        )
        return [stored(row) for row in self.connection.execute(query.order_by(requests.c.id))]

    def announce(
        self, outage_id: int, department: str, *, place: str | None, person_id: int | None
    ) -> None:
        """Note where a department is told of an outage."""
        row = {"outage_id": outage_id, "department": department, "place": place}
        whose = {"workspace_id": self.workspace_id, "person_id": person_id}
        self.connection.execute(insert(outage_bulletins).values(row | whose))

    def bulletins(self, outage_id: int) -> list[Bulletin]:
        """List where an outage is told of."""
        return self._bulletins(outage_bulletins.c.outage_id == outage_id)

    def bulletin(self, bulletin_id: int) -> Bulletin | None:
        """Read where one department is told of an outage."""
        return next(iter(self._bulletins(outage_bulletins.c.id == bulletin_id)), None)

    def stands(self, bulletin_id: int, *, channel: str | None, ts: str | None) -> None:
        """Note where a department reads of an outage; None if it stands there no more."""
        self.connection.execute(
            update(outage_bulletins)
            .where(outage_bulletins.c.id == bulletin_id)
            .values(channel=channel, ts=ts)
        )

    def _bulletins(self, where: ColumnElement[bool]) -> list[Bulletin]:
        query = select(outage_bulletins).where(where).order_by(outage_bulletins.c.id)
        names = Bulletin.__slots__
        return [
            Bulletin(**{name: getattr(row, name) for name in names})
            for row in self.connection.execute(query)
        ]

    def _one(self, query: Select[Any], request_id: int) -> Outage | None:
        row = self.connection.execute(query, {"of_request": request_id}).first()
        return _outage(row) if row is not None else None

    def _set(self, request_id: int, **values: object) -> None:
        self.connection.execute(
            update(outages).where(outages.c.request_id == request_id).values(**values)
        )


def _outage(row: Row[Any]) -> Outage:
    return Outage(
        request_id=row.request_id,
        number=row.number,
        desk_key=row.desk_key,
        system=row.system,
        started=row.started,
        news_by=row.news_by,
        ended=row.ended,
    )
