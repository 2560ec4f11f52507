"""Asking for help because nobody has done what was due: by rule, and by nobody's hand."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.domain.events import BY_ITSELF, Event, EventKind, Fact
from bot.domain.messages import NoticeKind
from bot.domain.reminders.reasons import reason_of
from bot.usecases import escalations, moves, telling
from bot.usecases.escalations import LEAD

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.domain.desk import Desk
    from bot.domain.reminders import Reminder
    from bot.domain.request import Request
    from storage.requests import Stored
    from storage.store import Transaction

_TIER = "tier"
_BY_RULE: Mapping[str, Fact] = MappingProxyType({"rule": True})


def escalate(
    tx: Transaction, stored: Stored, desk: Desk, reminder: Reminder, *, now: datetime
) -> Request:
    """Ask those whom a step names for help, unless they have been asked already."""
    request = stored.request
    asked = _asked(tx, request, desk, reminder.escalates or LEAD)
    if asked is None:
        return request
    facts = {**asked, "automatic": True, "rule": reminder.key.ladder, "step": reminder.key.step}
    step = Event(kind=EventKind.ESCALATED, at=now, actor=BY_ITSELF, facts=facts)
    after = moves.record(tx, stored, desk, [step], note=reason_of(reminder.key))
    _tell(tx, after, desk, asked, now=now)
    return after


def _asked(tx: Transaction, request: Request, desk: Desk, target: str) -> dict[str, Fact] | None:
    """Give the facts of an escalation; None if it would not change who helps."""
    if target == LEAD:
        return {"kind": "management"}
    if target in desk.specialists:
        is_news = target not in tx.events.specialists_asked(request.id)
        return {"kind": "specialist", "to": target} if is_news else None
    wanted = int(target.removeprefix(_TIER))
    is_higher = wanted > request.tier
    return {"kind": _TIER, "from": request.tier, "to": wanted} if is_higher else None


def _tell(
    tx: Transaction, after: Request, desk: Desk, asked: Mapping[str, Fact], *, now: datetime
) -> None:
    if asked["kind"] == "management":
        kind = NoticeKind.ESCALATED_TO_LEAD
        telling.notify_leads_of(tx, desk, after, kind, now=now, facts=_BY_RULE)
        return
    told = {**_BY_RULE, **escalations.told(asked)}
    telling.notify_team_of(tx, desk, after, NoticeKind.ESCALATED, now=now, facts=told)
