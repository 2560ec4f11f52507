"""What a vendor has done in a period, and what is late at this moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.history import Period
from bot.domain.kpis.vendors import Asked, Scorecard, is_past_target, scorecard, wait_of
from bot.domain.reports.digest import LateVendor
from bot.usecases.access import access_to_lead
from bot.usecases.vendors.register import named, tight_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.domain.desk import Desk
    from bot.domain.vendors.vendor import Tight, Vendor
    from bot.usecases.office import Act, Office
    from storage.engagements import AskedOf
    from storage.store import Transaction

#: So far back does the scorecard in Slack reach.
REACHES = timedelta(days=90)


@dataclass(frozen=True, slots=True, kw_only=True)
class VendorPage:
    """One vendor with its scorecard, and the promises that its contract cannot bear."""

    vendor: Vendor
    desk: Desk
    card: Scorecard
    tight: tuple[Tight, ...]


def page(office: Office, act: Act, desk: Desk, *, name: str) -> VendorPage:
    """Show a vendor to whoever leads its desk; raises `OnlyLeads`, `NoSuchVendor`."""
    period = Period(start=act.now - REACHES, end=act.now, zone=desk.calendar.zone)
    with office.store.read() as tx:
        access_to_lead(tx, office, act, desk)
        vendor = named(tx, desk, name)
        return VendorPage(
            vendor=vendor,
            desk=desk,
            card=measured(tx, vendor, period, act.now),
            tight=tight_of(tx, vendor, desk),
        )


def scorecards(
    office: Office, desk: Desk, period: Period, *, name: str | None, now: datetime
) -> list[tuple[Vendor, Scorecard]]:
    """Measure one vendor of a desk, or all that are used; raises `NoSuchVendor`."""
    with office.store.read() as tx:
        meant = [named(tx, desk, name)] if name else tx.vendors.of_desk(desk.key)
        used = [vendor for vendor in meant if not vendor.archived]
        return [(vendor, measured(tx, vendor, period, now)) for vendor in used]


def measured(tx: Transaction, vendor: Vendor, period: Period, now: datetime) -> Scorecard:
    """Measure one vendor as of the end of the period, or of now if that lies ahead."""
    known = Period(start=period.start, end=min(period.end, now), zone=period.zone)
    asked = tx.engagements.asked_of([vendor.id], since=known.start)
    touched = {one.at_work.request_id for one in asked if one.at_work.engaged_at in known}
    logs = tx.engagements.logs(touched)
    waits = [wait_of(logs[request_id], vendor.id, known.end) for request_id in sorted(touched)]
    return scorecard([_asked(one) for one in asked], waits, known)


def late_vendors(tx: Transaction, desk: Desk, now: datetime) -> tuple[LateVendor, ...]:
    """List who is past target now, by the numbers of requests that are not private."""
    names = {vendor.id: vendor.name for vendor in tx.vendors.of_desk(desk.key)}
    late = _late(tx.engagements.asked_of(list(names), since=now), now) if names else []
    return tuple(
        LateVendor(name=name, numbers=numbers)
        for vendor_id, name in names.items()
        if (numbers := tuple(one.number for one in late if one.at_work.vendor_id == vendor_id))
    )


def _late(asked: Sequence[AskedOf], now: datetime) -> list[AskedOf]:
    # Whom a private request was given to would tell what it is about.
    return [one for one in asked if is_past_target(_asked(one), now) and not one.private]


def _asked(one: AskedOf) -> Asked:
    return Asked(at_work=one.at_work, over_at=one.over_at)
