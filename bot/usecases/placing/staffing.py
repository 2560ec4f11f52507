"""What a look at the desk's health says about who is given its requests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.checkup import Finding, fine, look
from bot.usecases.access import works_at
from bot.usecases.placing.crew import crew_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from bot.domain.desk import Desk
    from bot.usecases.office import Office
    from storage.store import Transaction

_TOPIC = "staffing"
_HERE = "Let them into the team channel or list them under technicians, or take them out there."


def staffing_findings(office: Office, now: datetime) -> Iterator[Finding]:
    """Find people, skills and duties in the settings that lead to nobody."""
    with office.store.read() as tx:
        for desk in office.desks.values():
            yield from _of_desk(tx, desk, now)


def _of_desk(tx: Transaction, desk: Desk, now: datetime) -> Iterator[Finding]:
    strangers = [one for one in sorted(_named(desk)) if not _works(tx, desk, one)]
    if strangers:
        named = ", ".join(strangers)
        yield look(_TOPIC, f"{desk.name} names {named}, who do not work there.", _HERE)
    known = frozenset[str]().union(*desk.staffing.skills.values())
    wanted = frozenset[str]().union(*(rule.gives.skills or () for rule in desk.routing.rules))
    if wanted - known:
        skills = ", ".join(sorted(wanted - known))
        remedy = f'Give somebody these skills in the desk "{desk.key}", or change the rules.'
        yield look(_TOPIC, f"Rules of {desk.name} want {skills}, which nobody has.", remedy)
    span = desk.staffing.rota.span() if desk.staffing.rota else None
    if span is not None and span[1] <= now:
        remedy = "Go on with it, or take it out."
        yield look(_TOPIC, f"The rota of {desk.name} ended on {span[1]:%Y-%m-%d}.", remedy)
    if desk.gives_work:
        count = len(crew_of(tx, desk, now))
        yield fine(_TOPIC, f"{desk.name} gives requests to {count} people.")


def _named(desk: Desk) -> frozenset[str]:
    """List whom the settings of the desk name as technicians in passing."""
    staffing = desk.staffing
    on_call = (duty.who for duty in staffing.rota.duties) if staffing.rota else ()
    return frozenset((*staffing.skills, *staffing.tiers, *staffing.shifts, *on_call))


def _works(tx: Transaction, desk: Desk, slack_id: str) -> bool:
    return works_at(tx, desk, tx.people.known([slack_id]).get(slack_id))
