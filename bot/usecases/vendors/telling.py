"""What notices about vendors tell, looked up when they are sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.reports.vendor_text import spell_tight
from bot.usecases.vendors.register import tight_of

if TYPE_CHECKING:
    from bot.domain.vendors.vendor import Vendor
    from bot.usecases.office import Office
    from storage.engagements import Known
    from storage.outbox import Errand
    from storage.store import Transaction


def facts_of(tx: Transaction, office: Office, errand: Errand) -> dict[str, str]:
    """Give what a notice about an engagement or a contract tells; nothing for other notices."""
    engagement_id, vendor_id = errand.facts.get("engagement"), errand.facts.get("vendor")
    if isinstance(engagement_id, int):
        known = tx.engagements.get(engagement_id)
        vendor = tx.vendors.get(known.at_work.vendor_id) if known else None
        return _of_engagement(known, vendor) if known and vendor else {}
    if isinstance(vendor_id, int):
        vendor = tx.vendors.get(vendor_id)
        return _of_contract(tx, office, vendor) if vendor else {}
    return {}


def _of_engagement(known: Known, vendor: Vendor) -> dict[str, str]:
    at_work = known.at_work
    waiting = at_work.waiting_since.isoformat() if at_work.waiting_since else ""
    return {
        "name": vendor.name,
        "n": str(at_work.n),
        "reference": known.reference.number,
        "contact": known.reference.contact,
        "answer_due": at_work.respond_by.isoformat(),
        "solution_due": at_work.resolve_by.isoformat(),
        "due": at_work.due.isoformat(),
        "waiting": waiting,
    }


def _of_contract(tx: Transaction, office: Office, vendor: Vendor) -> dict[str, str]:
    desk = office.desks.get(vendor.desk_key)
    tight = tight_of(tx, vendor, desk) if desk else ()
    return {
        "name": vendor.name,
        "contract": vendor.contract,
        "ends": vendor.ends.isoformat() if vendor.ends else "",
        "tight": "\n".join(map(spell_tight, tight)),
    }
