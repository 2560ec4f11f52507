"""What nobody can take: told to the leads once a day, and shown on the board."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from bot.domain.messages import NoticeKind
from bot.domain.routing.choosing import Kind
from bot.usecases.telling import notify
from storage.lanes import direct_lane

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.desk import Desk
    from bot.domain.events import Fact
    from bot.domain.routing.choosing import Why
    from storage.backlog import Waiting
    from storage.store import Transaction


def tell_leads(tx: Transaction, desk: Desk, head: Waiting, because: Why, *, now: datetime) -> None:
    """Tell the leads that nobody can take requests of a kind, once a day for each kind.

    While no lead is listed, the card's thread hears of it.
    """
    day = now.astimezone(desk.calendar.zone).date().isoformat()
    known = sha256(f"{desk.key} {head.kind}".encode()).hexdigest()[:16]
    if not tx.jobs.take(f"stuck:{known}", day, now=now):
        return
    kind = Kind.read(head.kind)
    request = tx.requests.by_id(head.request_id).request
    _, total = tx.backlog.numbers(desk.key, head.kind, limit=1)
    facts: dict[str, Fact] = {
        "because": because,
        "skills": ", ".join(sorted(kind.skills)),
        "tier": kind.tier,
        "count": total,
    }
    for lane in [direct_lane(lead) for lead in sorted(desk.leads)] or [desk.team_channel]:
        notify(tx, lane, request, NoticeKind.NOBODY_CAN_TAKE, by=None, now=now, more=facts)
