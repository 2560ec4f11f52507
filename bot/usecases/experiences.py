"""Noticing that one requester has had too many poor experiences, whoever was concerned."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.experiences import Experience, Poor
from bot.domain.messages import NoticeKind
from bot.usecases import telling
from storage.lanes import direct_lane

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from bot.domain.desk import Desk
    from bot.domain.events import Fact
    from bot.domain.request import Request
    from storage.store import Transaction


def note(tx: Transaction, desk: Desk, request: Request, kind: Poor, *, now: datetime) -> None:
    """Keep a poor experience of the requester; with the last one too many, tell the leads.

    Whoever owns one of the requests concerned is not told, be it a lead.
    """
    if not desk.poor_experiences or request.requester_id is None:
        return
    turn = request.resolutions if kind is Poor.RATED_LOW else request.reopens
    person_id = request.requester_id
    one = Experience(request_id=request.id, person_id=person_id, kind=kind, turn=turn, at=now)
    if not tx.experiences.add(desk.key, one):
        return
    since = now - timedelta(days=desk.poor_experience_days)
    known = tx.experiences.untold(desk.key, person_id, since=since)
    if len(known) < desk.poor_experiences:
        return
    tx.experiences.tell(desk.key, person_id, now=now)
    numbers = " ".join(str(number) for number in dict.fromkeys(number for number, _ in known))
    for lane in _lanes(tx, desk, {owner for _, owner in known}):
        facts: dict[str, Fact] = {"count": len(known), "numbers": numbers}
        kind_ = NoticeKind.POOR_EXPERIENCES
        telling.notify(tx, lane, request, kind_, by=None, now=now, more=facts)


def _lanes(tx: Transaction, desk: Desk, concerned: Collection[int]) -> list[str]:
    people = tx.people.several([owner for owner in concerned if owner]).values()
    own = {person.slack_id for person in people}
    return [direct_lane(lead) for lead in sorted(desk.leads - own)]
