"""What somebody decides about himself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.incentives.people import Consent

if TYPE_CHECKING:
    from bot.usecases.office import Act, Office


def recognition(office: Office, act: Act) -> Consent:
    """Say whether the caller agreed to be named with praise."""
    with office.store.read() as tx:
        person = tx.people.ensure(act.slack_id)
        known = tx.people.colleagues([person.id]).get(person.id)
        return known.consent if known is not None else Consent.UNASKED


def set_recognition(office: Office, act: Act, consent: Consent) -> bool:
    """Note whether the caller wants to be named with praise; False if seen before."""
    with office.store.write() as tx:
        if not tx.deliveries.take(act.key, now=act.now):
            return False
        tx.people.set_recognition(tx.people.ensure(act.slack_id).id, consent)
        return True
