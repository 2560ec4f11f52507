"""Asking for help with a request: of the next tier, of specialists, of the lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.events import EventKind
from bot.domain.life import require_legal
from bot.domain.messages import NoticeKind
from bot.domain.refusals import Refused
from bot.usecases import moves, telling
from bot.usecases.access import access_to_work
from bot.usecases.work import ReasonMissing

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.events import Fact
    from bot.domain.request import Request
    from bot.usecases.access import Case
    from bot.usecases.office import Act, Office
    from storage.store import Transaction

HIGHEST_TIER = 3
LEAD = "lead"


class AlreadyTopTier(Refused):
    """#{number} is with tier {tier} already; above it there is only the lead."""


class NoSuchSpecialists(Refused):
    """{desk} has no specialists called "{name}". It has: {names}."""


def escalate(
    office: Office, act: Act, *, number: int, to: str | int | None, reason: str
) -> Request | None:
    """Ask for help: `to` is "lead", a tier, the name of specialists, or None for the next tier.

    The owner keeps the relationship. None if this delivery has been seen before. Raises
    `ReasonMissing`, `AlreadyTopTier`, `NoSuchSpecialists`, `IllegalMove`.
    """
    if not reason.strip():
        target = to if isinstance(to, str) else "tier2"
        raise ReasonMissing(usage=f"escalate {number} {target} REASON")
    with office.store.write() as tx:
        case = access_to_work(tx, office, act, number)
        if not tx.deliveries.take(act.key, now=act.now):
            return None
        require_legal(case.request, EventKind.ESCALATED)
        facts = _facts(case, to)
        step = moves.event(case, EventKind.ESCALATED, act.now, facts)
        after = moves.record(tx, case.stored, case.desk, [step], note=reason.strip())
        _tell(tx, case, after, facts, now=act.now)
        return after


def _facts(case: Case, to: str | int | None) -> dict[str, Fact]:
    if to == LEAD:
        return {"kind": "management"}
    if isinstance(to, str):
        return {"kind": "specialist", "to": _specialists(case, to)}
    now_with = case.request.tier
    wanted = to or now_with + 1
    if wanted > HIGHEST_TIER or wanted <= now_with:
        raise AlreadyTopTier(number=case.request.number, tier=now_with)
    return {"kind": "tier", "from": now_with, "to": wanted}


def _specialists(case: Case, name: str) -> str:
    if name not in case.desk.specialists:
        names = ", ".join(sorted(case.desk.specialists)) or "none"
        raise NoSuchSpecialists(desk=case.desk.name, name=name[:40], names=names)
    return name


def _tell(
    tx: Transaction, case: Case, after: Request, facts: dict[str, Fact], *, now: datetime
) -> None:
    if facts["kind"] == "management":
        telling.notify_leads(tx, case, after, NoticeKind.ESCALATED_TO_LEAD, now=now)
        return
    told: dict[str, Fact] = {"to": facts["to"], "specialists": facts["to"]}
    if facts["kind"] == "tier":
        told = {"from": f"tier {facts['from']}", "to": f"tier {facts['to']}"}
    telling.notify_team(tx, case, after, NoticeKind.ESCALATED, now=now, facts=told)
