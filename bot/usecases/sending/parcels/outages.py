"""What is told of outages: bulletins, the news below them, and the question whether it is one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.events import EventKind
from bot.domain.outages import Bulletin
from bot.domain.request import State
from bot.domain.systems import Scope
from bot.usecases.sending.parcels.parcel import NotReady, Packers, Parcel
from storage.lanes import address
from storage.outbox import Errand, OutboxKind

if TYPE_CHECKING:
    from datetime import datetime

    from bot.usecases.office import Office
    from storage.store import Transaction

# Whose words stand in a bulletin.
_WORDS_OF = {
    State.RESOLVED: EventKind.RESOLVED,
    State.CLOSED: EventKind.RESOLVED,
    State.CANCELLED: EventKind.CANCELLED,
}


def _pack_bulletin(
    tx: Transaction, office: Office, errand: Errand, _now: datetime
) -> Parcel | None:
    stands, told = tx.outages.bulletin(errand.ref or 0), _bulletin(tx, office, errand)
    if stands is None or told is None:
        return None
    kind = _WORDS_OF.get(told.state, EventKind.OUTAGE_NEWS)
    told = replace(told, news=tx.events.last_note(errand.request_id or 0, of=kind))
    channel = stands.channel or address(errand.lane)
    return Parcel(channel=channel, content=told, edit_ts=stands.ts)


def _pack_news(tx: Transaction, office: Office, errand: Errand, _now: datetime) -> Parcel | None:
    stands, told = tx.outages.bulletin(errand.ref or 0), _bulletin(tx, office, errand)
    if stands is None or told is None:
        return None
    if stands.channel is None or stands.ts is None:
        raise NotReady
    words = tx.events.note(errand.request_id or 0, int(errand.facts["seq"] or 0))
    told = replace(told, news=words, is_reply=True)
    return Parcel(channel=stands.channel, content=told, thread_ts=stands.ts)


def _bulletin(tx: Transaction, office: Office, errand: Errand) -> Bulletin | None:
    stored = tx.requests.by_id(errand.request_id or 0)
    outage = tx.outages.of(stored.request.id)
    if outage is None:
        return None
    system = office.systems.named(outage.system)
    for_everybody = system is not None and system.scope is Scope.ENTERPRISE
    return Bulletin(
        outage=outage,
        texts=stored.texts,
        state=stored.request.state,
        for_everybody=for_everybody,
    )


def _pack_proposal(
    tx: Transaction, _office: Office, errand: Errand, _now: datetime
) -> Parcel | None:
    proposal, by_id = tx.proposals.get(errand.ref or 0)
    shown = replace(proposal, by=tx.people.get(by_id))
    return Parcel(channel=address(errand.lane), content=shown, edit_ts=proposal.ts)


PACKERS: Packers = {
    OutboxKind.OUTAGE: _pack_bulletin,
    OutboxKind.OUTAGE_NEWS: _pack_news,
    OutboxKind.OUTAGE_PROPOSAL: _pack_proposal,
}
