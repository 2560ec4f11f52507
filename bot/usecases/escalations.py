"""Asking for help with a request: of the next tier, of specialists, of the lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.desk import is_group
from bot.domain.events import BY_ITSELF, Event, EventKind
from bot.domain.life import require_legal
from bot.domain.messages import NoticeKind
from bot.domain.refusals import Refused
from bot.usecases import moves, telling
from bot.usecases.access import access_to_work
from bot.usecases.work import ReasonMissing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.domain.desk import Desk
    from bot.domain.events import Fact
    from bot.domain.request import Request
    from bot.usecases.access import Case
    from bot.usecases.office import Act, Office
    from storage.store import Transaction

HIGHEST_TIER = 3
LEAD = "lead"
BACK = "back"
#: As often as this may a request come back before the lead hears of it.
PATIENCE = 2


class AlreadyTopTier(Refused):
    """#{number} is with tier {tier} already; above it there is only the lead."""


class NoSuchSpecialists(Refused):
    """{desk} has no specialists called "{name}". It has: {names}."""


class InTheFirstTier(Refused):
    """#{number} is with the first tier already, so there is nobody to give it back to."""


class AskingYourself(Refused):
    """{whom} is you alone, and you have #{number} already. Please ask somebody else for help."""


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
        _require_others(tx, case, facts)
        step = moves.event(case, EventKind.ESCALATED, act.now, facts)
        after = moves.record(tx, case.stored, case.desk, [step], note=reason.strip())
        _tell(tx, case, after, facts, now=act.now)
        return after


def give_back(office: Office, act: Act, *, number: int, reason: str) -> Request | None:
    """Give a request back to the tier below, with what was found; None if seen before.

    Raises `ReasonMissing`, `InTheFirstTier`, `IllegalMove`.
    """
    if not reason.strip():
        raise ReasonMissing(usage=f"escalate {number} {BACK} REASON")
    with office.store.write() as tx:
        case = access_to_work(tx, office, act, number)
        if not tx.deliveries.take(act.key, now=act.now):
            return None
        require_legal(case.request, EventKind.DE_ESCALATED)
        tier = case.request.tier
        if tier <= 1:
            raise InTheFirstTier(number=number)
        facts: dict[str, Fact] = {"from": tier, "to": tier - 1}
        step = moves.event(case, EventKind.DE_ESCALATED, act.now, facts)
        after = moves.record(tx, case.stored, case.desk, [step], note=reason.strip())
        telling.notify_team(
            tx,
            case,
            after,
            NoticeKind.GIVEN_BACK,
            now=act.now,
            facts=told({"kind": "tier", **facts}),
        )
        return after


def by_reopening(request: Request, now: datetime) -> list[Event]:
    """Bring a request to the lead that is about to come back for the second time, or again."""
    if request.reopens + 1 < PATIENCE:
        return []
    facts: dict[str, Fact] = {"kind": "management", "automatic": True, "rule": "reopened_again"}
    return [Event(kind=EventKind.ESCALATED, at=now, actor=BY_ITSELF, facts=facts)]


def tell_reopened_again(tx: Transaction, case: Case, after: Request, *, now: datetime) -> None:
    """Tell the leads that a request has come back once more."""
    telling.notify_leads(tx, case, after, NoticeKind.REOPENED_AGAIN, now=now)


def told(asked: Mapping[str, Fact]) -> dict[str, Fact]:
    """Say who was asked for help, as the technicians are told."""
    if asked["kind"] == "tier":
        return {"from": f"tier {asked['from']}", "to": f"tier {asked['to']}"}
    return {"to": asked["to"], "specialists": asked["to"]}


def _require_others(tx: Transaction, case: Case, facts: Mapping[str, Fact]) -> None:
    """Refuse to ask somebody for help who is nobody but the caller; raises `AskingYourself`."""
    me = case.caller.person.slack_id
    asked, whom = _asked(case.desk, facts)
    known = {one for one in asked if not is_group(one)}
    groups = asked - known
    members = set().union(*(tx.groups.members(group) for group in groups))
    if known <= {me} and members <= {case.caller.person.id} and (known or members):
        raise AskingYourself(number=case.request.number, whom=whom)


def _asked(desk: Desk, facts: Mapping[str, Fact]) -> tuple[frozenset[str], str]:
    """Give the ids of those whose help is wanted, and what they are called."""
    if facts["kind"] == "management":
        return desk.leads, "The lead"
    if facts["kind"] == "specialist":
        return desk.specialists[str(facts["to"])], str(facts["to"])
    return desk.staffing.of_tier(int(facts["to"] or 0)), f"Tier {facts['to']}"


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
    telling.notify_team(tx, case, after, NoticeKind.ESCALATED, now=now, facts=told(facts))
