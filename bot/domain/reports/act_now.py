"""What has to be done now, from the requests that are open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.reports.digest import ActItem, ActKind
from bot.domain.sla import SOON

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from bot.domain.calendar import Calendar
    from bot.domain.desk import Desk
    from bot.domain.incentives.people import Colleague
    from bot.domain.messages import Promised, Texts
    from bot.domain.request import Request


def act_items(
    rows: Iterable[tuple[Request, Texts, Promised]],
    owners: Mapping[int, Colleague],
    desk: Desk,
    now: datetime,
) -> tuple[ActItem, ...]:
    """Pick what is late, what is due soon, and what nobody has claimed in time."""
    return tuple(
        ActItem(
            number=request.number,
            kind=kind,
            title=texts.title,
            private=request.private,
            owner=_name(owners.get(request.owner_id or 0)),
            over_minutes=_over(desk.calendar_of(request.organisation), due, now),
            due=due,
        )
        for request, texts, promised in rows
        for kind, due in _reason(request, promised, desk, now)
    )


def _reason(
    request: Request, promised: Promised, desk: Desk, now: datetime
) -> Iterator[tuple[ActKind, datetime | None]]:
    first = promised.first
    calendar = desk.calendar_of(request.organisation)
    target = desk.promise_of(request.priority, request.category, request.organisation).response
    waited = calendar.minutes_between(request.created_at, now)
    if first is not None and first < now:
        yield ActKind.PAST_DUE, first
    elif request.owner_id is None and waited > target:
        yield ActKind.UNCLAIMED, None
    elif first is not None and calendar.minutes_between(now, first) <= SOON:
        yield ActKind.DUE_SOON, first


def _name(owner: Colleague | None) -> str | None:
    return owner.name if owner is not None else None


def _over(calendar: Calendar, due: datetime | None, now: datetime) -> int | None:
    if due is None or due > now:
        return None
    return round(calendar.minutes_between(due, now))
