"""Asking the technicians whether several requests are one outage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.outages import Verdict
from bot.domain.refusals import Refused
from bot.usecases.access import access_to_desk
from storage.outbox import Errand, OutboxKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.domain.desk import Desk
    from bot.domain.outages import Proposal
    from bot.domain.request import Request
    from bot.usecases.office import Act, Office
    from storage.store import Transaction


class AlreadyAnswered(Refused):
    """Somebody has answered that already."""


def propose(
    office: Office, now: datetime, *, desk_key: str, system: str, numbers: Sequence[int]
) -> int | None:
    """Ask the technicians of a desk whether these requests are one outage of a system.

    Give the key of the question; None if the system is out already, or if they were asked
    lately. Whoever finds a burst calls this; no private request belongs into `numbers`.
    """
    with office.store.write() as tx:
        return ask(tx, office.desks[desk_key], system, numbers, now=now)


def ask(
    tx: Transaction, desk: Desk, system: str, numbers: Sequence[int], *, now: datetime
) -> int | None:
    """Ask as `propose` does, within a transaction that is open."""
    since = now - desk.burst.quiet
    if tx.outages.ongoing(system) or tx.proposals.asked_since(desk.key, system, since):
        return None
    proposal_id = tx.proposals.add(desk.key, system, numbers, now=now)
    if proposal_id is not None:
        tx.outbox.add(asking(proposal_id, desk), now=now)
    return proposal_id


def notice_burst(tx: Transaction, desk: Desk, request: Request, *, now: datetime) -> None:
    """Ask whether a system is out, if many requests about it were filed within minutes."""
    burst = desk.burst
    if request.system is None or not burst.requests:
        return
    lately = tx.outages.lately_about(desk.key, request.system, since=now - burst.within)
    if len(lately) >= burst.requests:
        numbers = [stored.request.number for stored in lately]
        ask(tx, desk, request.system, numbers, now=now)


def open_question(office: Office, act: Act, *, proposal_id: int) -> Proposal:
    """Give the question that somebody is about to answer.

    Raises `AlreadyAnswered`, `OnlyTechnicians`.
    """
    with office.store.read() as tx:
        return _access(tx, office, act, proposal_id)[0]


def refuse(office: Office, act: Act, *, proposal_id: int) -> None:
    """Answer that it is no outage; raises as `open_question`."""
    with office.store.write() as tx:
        proposal, person_id = _access(tx, office, act, proposal_id, to_change=True)
        if tx.deliveries.take(act.key, now=act.now):
            tx.proposals.decide(proposal_id, Verdict.NO, by=person_id)
            desk = office.desks[proposal.desk_key]
            tx.outbox.add(asking(proposal_id, desk), now=act.now)


def asking(proposal_id: int, desk: Desk) -> Errand:
    """Have the question stand in the team's channel as it is now."""
    return Errand(
        kind=OutboxKind.OUTAGE_PROPOSAL,
        lane=desk.team_channel,
        ref=proposal_id,
        coalesce=f"outage_proposal:{proposal_id}",
    )


def _access(
    tx: Transaction, office: Office, act: Act, proposal_id: int, *, to_change: bool = False
) -> tuple[Proposal, int]:
    proposal, _ = tx.proposals.get(proposal_id, to_change=to_change)
    desk = office.desks[proposal.desk_key]
    caller = access_to_desk(tx, office, act, desk)
    if proposal.verdict is not Verdict.OPEN:
        raise AlreadyAnswered
    return proposal, caller.person.id
