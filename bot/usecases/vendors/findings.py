"""What a look at the desk's health says about its vendors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.checkup import Finding, broken, fine, look
from bot.domain.reports.vendor_text import spell_tight
from bot.usecases.vendors.register import tight_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime

    from bot.domain.desk import Desk
    from bot.domain.vendors.vendor import Vendor
    from bot.usecases.office import Office
    from storage.store import Transaction

_TOPIC = "vendors"


def vendor_findings(office: Office, now: datetime) -> Iterator[Finding]:
    """Find contracts that bear no promise, have ended, or have no hours to count by."""
    with office.store.read() as tx:
        for desk in office.desks.values():
            yield from _of_desk(tx, desk, now)


def _of_desk(tx: Transaction, desk: Desk, now: datetime) -> Iterator[Finding]:
    used = [vendor for vendor in tx.vendors.of_desk(desk.key) if not vendor.archived]
    if not used:
        return
    today = now.astimezone(desk.calendar.zone).date()
    found = [*_closed(used), *_ended(used, today), *_too_tight(tx, desk, used)]
    yield from found or [fine(_TOPIC, f"{desk.name} has {len(used)}, and their contracts hold.")]


def _closed(used: Iterable[Vendor]) -> Iterator[Finding]:
    for vendor in used:
        if not vendor.has_hours:
            yield broken(
                _TOPIC,
                f"{vendor.name} has no hours by which its clock could run.",
                "Type /desk vendor and write them like mon-fri 09:00-17:00, or 24x7.",
            )


def _ended(used: Iterable[Vendor], today: date) -> Iterator[Finding]:
    for vendor in used:
        if vendor.ends is not None and vendor.ends < today:
            yield look(
                _TOPIC,
                f"The contract with {vendor.name} ended on {vendor.ends}.",
                "Type /desk vendor to give it another end, or mark it as no longer used.",
            )


def _too_tight(tx: Transaction, desk: Desk, used: Iterable[Vendor]) -> Iterator[Finding]:
    for vendor in used:
        for tight in tight_of(tx, vendor, desk):
            yield look(
                _TOPIC,
                f"{spell_tight(tight)}.",
                "Promise more time for the category, or agree on less with the vendor.",
            )
