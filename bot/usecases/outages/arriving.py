"""What a request that has just been filed may have to do with an outage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.similar import ALIKE, Commonness, similarity
from bot.usecases import telling
from bot.usecases.outages.proposing import notice_burst

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.desk import Desk
    from bot.domain.outages import Outage
    from storage.requests import Stored
    from storage.store import Transaction


def arrived(tx: Transaction, desk: Desk, stored: Stored, *, now: datetime) -> None:
    """Propose a request as part of an outage, or the many like it as one."""
    if not stored.request.private:
        _look_ahead(tx, stored, now=now)
        notice_burst(tx, desk, stored.request, now=now)


def _look_ahead(tx: Transaction, stored: Stored, *, now: datetime) -> None:
    """Note the outage that a request, just filed, may be part of."""
    request = stored.request
    ongoing = [one for one in tx.outages.ongoing() if one.desk_key == request.desk_key]
    same = (one for one in ongoing if one.system == request.system)
    like = (one for one in ongoing if _is_like(tx, one, stored))
    found = next(same, None) or next(like, None)
    if found is not None:
        tx.outages.suspect(request.id, outage_id=found.request_id)
        telling.redraw_card_of(tx, found.request_id, now=now)


def _is_like(tx: Transaction, outage: Outage, stored: Stored) -> bool:
    told = tx.requests.by_id(outage.request_id).texts
    return similarity(told, stored.texts, Commonness()) >= ALIKE
