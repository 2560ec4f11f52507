"""Vendors of a desk, and whom to talk to there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Row, delete, insert, select, update

from bot.domain.vendors.vendor import Contact, Vendor, key_of
from storage.repository import Repository
from storage.tables import vendor_contacts, vendors

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

_PLAIN = (
    "desk_key",
    "name",
    "contract",
    "services",
    "hours",
    "zone",
    "holidays",
    "response",
    "resolution",
    "goal",
    "ends",
    "since",
    "archived",
)
_QUERY = select(
    vendors,
    vendor_contacts.c.name.label("contact_name"),
    vendor_contacts.c.way.label("contact_way"),
).outerjoin(vendor_contacts, vendor_contacts.c.vendor_id == vendors.c.id)


class Vendors(Repository):
    """The contracts of one workspace."""

    def of_desk(self, desk_key: str) -> tuple[Vendor, ...]:
        """List the vendors of a desk by name, those no longer used included."""
        query = _QUERY.where(
            vendors.c.workspace_id == self.workspace_id, vendors.c.desk_key == desk_key
        )
        rows = self.connection.execute(query.order_by(vendors.c.name_key))
        return tuple(map(_vendor, rows))

    def several(self, ids: Collection[int]) -> dict[int, Vendor]:
        """Find vendors by id."""
        query = _QUERY.where(
            vendors.c.workspace_id == self.workspace_id, vendors.c.id.in_(list(ids))
        )
        return {row.id: _vendor(row) for row in self.connection.execute(query)} if ids else {}

    def get(self, vendor_id: int) -> Vendor | None:
        """Find one vendor by id."""
        return self.several([vendor_id]).get(vendor_id)

    def save(self, vendor: Vendor, *, notice_at: datetime | None) -> int:
        """Add a vendor or replace what was known of it; return its id."""
        values = {
            **{name: getattr(vendor, name) for name in _PLAIN},
            "name_key": key_of(vendor.name),
            "categories": list(vendor.categories),
            "notice_at": notice_at,
        }
        vendor_id = vendor.id
        if vendor_id:
            self.connection.execute(update(vendors).where(vendors.c.id == vendor_id).values(values))
        else:
            adding = insert(vendors).values(workspace_id=self.workspace_id, **values)
            vendor_id = self.connection.execute(adding.returning(vendors.c.id)).scalar_one()
        self._set_contact(vendor_id, vendor.contact)
        return vendor_id

    def due_notices(self, now: datetime, *, limit: int) -> list[int]:
        """List the vendors about whose end the leads have to hear, by id."""
        query = (
            select(vendors.c.id)
            .where(vendors.c.workspace_id == self.workspace_id, vendors.c.notice_at <= now)
            .order_by(vendors.c.notice_at)
            .limit(limit)
        )
        return list(self.connection.execute(query).scalars())

    def take_notice(self, vendor_id: int, now: datetime, *, following: datetime | None) -> bool:
        """Return whether the leads still have to hear of it; from now on they have."""
        statement = (
            update(vendors)
            .where(vendors.c.id == vendor_id, vendors.c.notice_at <= now)
            .values(notice_at=following)
        )
        return self.connection.execute(statement).rowcount == 1

    def _set_contact(self, vendor_id: int, contact: Contact) -> None:
        own = vendor_contacts.c.vendor_id == vendor_id
        self.connection.execute(delete(vendor_contacts).where(own))
        if contact.name or contact.way:
            row = {"vendor_id": vendor_id, "name": contact.name, "way": contact.way}
            self.connection.execute(insert(vendor_contacts).values(row))


def _vendor(row: Row[Any]) -> Vendor:
    return Vendor(
        id=row.id,
        categories=tuple(row.categories),
        contact=Contact(name=row.contact_name or "", way=row.contact_way or ""),
        **{name: getattr(row, name) for name in _PLAIN},
    )
