"""Bundles: what one person or one channel has to hear of at the same time, in one message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.outbox import Errand, OutboxKind

if TYPE_CHECKING:
    from datetime import datetime

    from bot.usecases.office import Office
    from storage.store import Transaction


def tell_due(office: Office, now: datetime) -> int:
    """Queue one message for each lane on which somebody has to hear of something."""
    with office.store.read() as tx:
        if not tx.reminders.some_wait():
            return 0
    with office.store.write() as tx:
        bundles = tx.reminders.bundle()
        errands = [
            Errand(kind=OutboxKind.REMINDERS, lane=lane, ref=bundle)
            for lane, bundle in bundles.items()
        ]
        tx.outbox.add(*errands, now=now)
    return len(errands)


def bundle_sent(tx: Transaction, errand: Errand, *, now: datetime) -> None:
    """Count what stands in a bundle as sent."""
    tx.reminders.bundle_sent(errand.ref or 0, now=now)
