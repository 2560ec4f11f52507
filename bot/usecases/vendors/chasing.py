"""Reminding whoever has to act: the owner of what a vendor owes, the leads of what is late."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.hours import ONE_DAY
from bot.domain.messages import NoticeKind
from bot.domain.request import State
from bot.domain.vendors.chasing import ChaseKind, chase_due
from bot.usecases import telling
from bot.usecases.rounds import take_due

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.desk import Desk
    from bot.domain.events import Fact
    from bot.domain.request import Request
    from bot.domain.vendors.chasing import Chase
    from bot.usecases.office import Office
    from storage.store import Transaction

#: What comes to nobody's mind any more; all else that has ended may come back.
_OVER = frozenset({State.CLOSED, State.CANCELLED})


def chase_vendors(office: Office, now: datetime) -> int:
    """Send the reminders about vendors whose time has come; return how many were looked at."""
    return take_due(
        office,
        "vendors",
        lambda tx, most: tx.engagements.due(now, limit=most),
        lambda one: _look(office, one, now),
        now=now,
    )


def _look(office: Office, engagement_id: int, now: datetime) -> None:
    with office.store.write() as tx:
        request = _locked(tx, engagement_id)
        known = tx.engagements.get(engagement_id)
        if known is None:
            return
        at_work, desk = known.at_work, office.desks.get(request.desk_key)
        vendor = tx.vendors.get(at_work.vendor_id)
        if desk is None or vendor is None or not at_work.is_open or request.state in _OVER:
            tx.engagements.look_at(engagement_id, None)
            return
        if not request.is_open:
            tx.engagements.look_at(engagement_id, desk.calendar.next_opening(now + ONE_DAY))
            return
        chase, look = chase_due(at_work, vendor.calendar, desk.calendar, now)
        tx.engagements.look_at(engagement_id, look)
        if chase is not None and tx.engagements.take(engagement_id, chase):
            _tell(tx, desk, request, engagement_id=engagement_id, chase=chase, now=now)


def _locked(tx: Transaction, engagement_id: int) -> Request:
    """Hold the request, so that another copy or a technician comes before or after."""
    known = tx.engagements.get(engagement_id)
    request_id = known.at_work.request_id if known else 0
    return tx.requests.by_id(request_id, to_change=True).request


def _tell(
    tx: Transaction,
    desk: Desk,
    request: Request,
    *,
    engagement_id: int,
    chase: Chase,
    now: datetime,
) -> None:
    """Remind the technicians, and the leads as well when the vendor is late for the first time."""
    facts: dict[str, Fact] = {
        "engagement": engagement_id,
        "chase": chase.kind,
        "clock": chase.clock,
    }
    telling.notify_team_of(tx, desk, request, NoticeKind.VENDOR_CHASE, now=now, facts=facts)
    telling.redraw(tx, request, desk, now=now)
    is_late = chase.kind is ChaseKind.LATE
    if is_late and tx.engagements.chased(engagement_id, chase.kind) == 1:
        telling.notify_leads_of(tx, desk, request, NoticeKind.VENDOR_LATE, now=now, facts=facts)
