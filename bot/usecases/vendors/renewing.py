"""Telling the leads in time that a contract ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.messages import NoticeKind
from bot.usecases import telling
from bot.usecases.rounds import take_due
from storage.outbox import Errand, OutboxKind

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.events import Fact
    from bot.usecases.office import Office


def announce_ends(office: Office, now: datetime) -> int:
    """Tell the leads about contracts that end soon, once for each of the days of notice."""
    return take_due(
        office,
        "vendor_ends",
        lambda tx, most: tx.vendors.due_notices(now, limit=most),
        lambda one: _tell(office, one, now),
        now=now,
    )


def _tell(office: Office, vendor_id: int, now: datetime) -> None:
    with office.store.write() as tx:
        vendor = tx.vendors.get(vendor_id)
        if vendor is None:
            return
        notice = vendor.next_notice(now)
        following = notice[1] if notice else None
        desk = office.desks.get(vendor.desk_key)
        if not tx.vendors.take_notice(vendor_id, now, following=following) or desk is None:
            return
        facts: dict[str, Fact] = {"notice": NoticeKind.VENDOR_ENDS, "vendor": vendor_id}
        for lane in telling.lanes_of_leads(desk):
            tx.outbox.add(Errand(kind=OutboxKind.NOTICE, lane=lane, facts=facts), now=now)
