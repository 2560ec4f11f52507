"""What vendors were asked for, and the reminders that were sent about it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from sqlalchemy import Row, Select, insert, or_, select, update

from bot.domain.vendors.engagement import Engagement
from storage.events import to_event
from storage.repository import Repository
from storage.tables import (
    engagement_words,
    request_events,
    requests,
    vendor_chases,
    vendor_engagements,
)

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from bot.domain.events import Event
    from bot.domain.vendors.chasing import Chase, ChaseKind

_NAMES = tuple(field.name for field in fields(Engagement))
_COLUMNS = tuple(vendor_engagements.c[name] for name in _NAMES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What the vendor calls the case, and whom to talk to; words that can go."""

    number: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An engagement with its words."""

    at_work: Engagement
    reference: Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedOf:
    """An engagement with what the figures need of its request."""

    at_work: Engagement
    number: int
    private: bool
    over_at: datetime | None


class Engagements(Repository):
    """The engagements of one workspace."""

    def of(self, request_id: int) -> list[Known]:
        """List how often vendors were asked about a request, in order."""
        return self._known(vendor_engagements.c.request_id == request_id)

    def get(self, engagement_id: int) -> Known | None:
        """Find one engagement by id."""
        return next(iter(self._known(vendor_engagements.c.id == engagement_id)), None)

    def add(self, at_work: Engagement, reference: Reference, *, chase_at: datetime) -> int:
        """Store a new one and return its id."""
        values = {**_values(at_work), "workspace_id": self.workspace_id, "chase_at": chase_at}
        adding = insert(vendor_engagements).values(values).returning(vendor_engagements.c.id)
        added: int = self.connection.execute(adding).scalar_one()
        row = {"reference": reference.number, "contact": reference.contact}
        self.connection.execute(insert(engagement_words).values(engagement_id=added, **row))
        return added

    def save(self, at_work: Engagement, *, chase_at: datetime | None) -> None:
        """Replace one, and say when to look at it again."""
        self.connection.execute(
            update(vendor_engagements)
            .where(vendor_engagements.c.id == at_work.id)
            .values(**_values(at_work), chase_at=chase_at)
        )

    def set_reference(self, engagement_id: int, number: str) -> None:
        """Note what the vendor calls the case."""
        statement = self.upsert(engagement_words).values(
            engagement_id=engagement_id, reference=number, contact=""
        )
        self.connection.execute(
            statement.on_conflict_do_update(
                index_elements=["engagement_id"], set_={"reference": number}
            )
        )

    def due(self, now: datetime, *, limit: int) -> list[int]:
        """List the engagements that have to be looked at, by id."""
        query = (
            select(vendor_engagements.c.id)
            .where(
                vendor_engagements.c.workspace_id == self.workspace_id,
                vendor_engagements.c.chase_at <= now,
            )
            .order_by(vendor_engagements.c.chase_at)
            .limit(limit)
        )
        return list(self.connection.execute(query).scalars())

    def look_at(self, engagement_id: int, at: datetime | None) -> None:
        """Say when to look at it again; None for never."""
        self.connection.execute(
            update(vendor_engagements)
            .where(vendor_engagements.c.id == engagement_id)
            .values(chase_at=at)
        )

    def take(self, engagement_id: int, chase: Chase) -> bool:
        """Return whether a reminder still has to be sent; from now on it has been."""
        statement = self.upsert(vendor_chases).on_conflict_do_nothing().returning(vendor_chases)
        row = {"engagement_id": engagement_id, "at": chase.at, "kind": chase.kind}
        return self.connection.execute(statement, row).first() is not None

    def chased(self, engagement_id: int, kind: ChaseKind) -> int:
        """Count the reminders of a kind."""
        query = select(vendor_chases.c.at).where(
            vendor_chases.c.engagement_id == engagement_id, vendor_chases.c.kind == kind
        )
        return len(list(self.connection.execute(query)))

    def asked_of(self, vendor_ids: Collection[int], *, since: datetime) -> list[AskedOf]:
        """List what vendors were asked for, unless they were done with it before `since`."""
        query = (
            select(
                *_COLUMNS,
                requests.c.number,
                requests.c.private,
                requests.c.ended_at.label("over_at"),
            )
            .join(requests, requests.c.id == vendor_engagements.c.request_id)
            .where(
                vendor_engagements.c.vendor_id.in_(list(vendor_ids)),
                or_(
                    vendor_engagements.c.resolved_at.is_(None),
                    vendor_engagements.c.resolved_at >= since,
                ),
                or_(requests.c.ended_at.is_(None), requests.c.ended_at >= since),
            )
            .order_by(vendor_engagements.c.engaged_at, vendor_engagements.c.id)
        )
        return [
            AskedOf(
                at_work=_engagement(row),
                number=row.number,
                private=row.private,
                over_at=row.over_at,
            )
            for row in self.connection.execute(query)
        ]

    def logs(self, request_ids: Collection[int]) -> dict[int, list[Event]]:
        """Read the whole logs of several requests, each in order."""
        query = (
            select(request_events)
            .where(request_events.c.request_id.in_(list(request_ids)))
            .order_by(request_events.c.request_id, request_events.c.seq)
        )
        found: dict[int, list[Event]] = {request_id: [] for request_id in request_ids}
        for row in self.connection.execute(query):
            found[row.request_id].append(to_event(row))
        return found

    def _known(self, where: Any) -> list[Known]:  # noqa: ANN401 - the library's types of a condition do not fit
        words = (engagement_words.c.reference, engagement_words.c.contact)
        query: Select[Any] = (
            select(*_COLUMNS, *words)
            .outerjoin(
                engagement_words, engagement_words.c.engagement_id == vendor_engagements.c.id
            )
            .where(where)
            .order_by(vendor_engagements.c.n)
        )
        return [
            Known(
                at_work=_engagement(row),
                reference=Reference(number=row.reference or "", contact=row.contact or ""),
            )
            for row in self.connection.execute(query)
        ]


def _engagement(row: Row[*tuple[Any, ...]]) -> Engagement:
    return Engagement(**{name: getattr(row, name) for name in _NAMES})


def _values(at_work: Engagement) -> dict[str, object]:
    return {name: getattr(at_work, name) for name in _NAMES if name != "id"}
