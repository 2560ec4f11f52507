"""What is in a message that is about to be sent: the state of now, and where it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.usecases.sending.asleep import require_awake
from bot.usecases.sending.parcels import cards, outages, reminders, talk, tidings
from bot.usecases.sending.parcels.parcel import (
    Content,
    NotReady,
    Offer,
    Packers,
    Parcel,
    Tick,
    standing,
)

if TYPE_CHECKING:
    from datetime import datetime

    from bot.usecases.office import Office
    from storage.outbox import Due, Errand
    from storage.store import Transaction

__all__ = ["Content", "NotReady", "Offer", "Parcel", "Tick", "pack", "show", "standing"]

_PACKERS: Packers = {
    **cards.PACKERS,
    **talk.PACKERS,
    **tidings.PACKERS,
    **reminders.PACKERS,
    **outages.PACKERS,
}


def pack(office: Office, due: Due, now: datetime) -> Parcel | None:
    """Put together what a due row shows now; None if it has become pointless.

    Raises `NotReady`, `Asleep`.
    """
    with office.store.read() as tx:
        parcel = show(tx, office, due.errand, now)
        if parcel is not None:
            require_awake(tx, office, due, parcel, now=now)
        return parcel


def show(tx: Transaction, office: Office, errand: Errand, now: datetime) -> Parcel | None:
    """Put together what an errand shows now; None if it has become pointless."""
    return _PACKERS[errand.kind](tx, office, errand, now)
