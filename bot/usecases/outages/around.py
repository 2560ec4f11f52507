"""What a card shows of the outage that a request is, or may be part of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.outages import CHANNEL, Around
from bot.usecases.outages import bulletins

if TYPE_CHECKING:
    from bot.domain.request import Request
    from bot.usecases.office import Office
    from storage.store import Transaction


def around(tx: Transaction, office: Office, request: Request) -> Around | None:
    """Tell of the outage that a request is, or may be part of while that lasts."""
    if request.channel != CHANNEL:
        outage = tx.outages.suspected(request.id)
        is_shown = outage is not None and outage.ended is None and request.is_open
        return Around(outage=outage, is_own=False) if outage and is_shown else None
    outage = tx.outages.of(request.id)
    if outage is None:
        return None
    departments = bulletins.departments_of(office, outage)
    return Around(
        outage=outage,
        is_own=True,
        departments=len(departments),
        untold=bulletins.untold(departments),
        candidates=len(tx.outages.candidates(request.id)),
    )
