"""A desk and its requests, to see when somebody is reminded."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from bot.domain.desk import Desk, Promise
from bot.domain.reminders import (
    Habits,
    schedule,
)
from bot.domain.request import HoldReason, Priority, Request, State
from tests.domain.test_calendar import utc, weekdays

if TYPE_CHECKING:
    from bot.domain.calendar import Calendar
    from bot.domain.reminders import Reminder

#: A Tuesday morning.
FILED: Final = utc("2026-03-03T09:00Z")
PROMISE: Final = Promise(response=100, resolution=1000)
MINUTE: Final = timedelta(minutes=1)
NINE_TO_FIVE: Final = weekdays("09:00-17:00")


def desk(calendar: Calendar = NINE_TO_FIVE, **habits: object) -> Desk:
    return Desk(
        key="it",
        name="IT",
        team_channel="C04TEAM",
        calendar=calendar,
        promises=dict.fromkeys(Priority, PROMISE),
        reminders=Habits(**habits),  # type: ignore[arg-type] # the class checks the names itself
    )


def request(filed: datetime = FILED, **changes: object) -> Request:
    bare = Request(id=1, number=1, desk_key="it", requester_id=1, created_at=filed)
    return changed(bare, **changes)


def changed(bare: Request, **changes: object) -> Request:
    return replace(bare, **changes)  # type: ignore[arg-type] # replace checks the names itself


def claimed(**changes: object) -> Request:
    known = {"state": State.CLAIMED, "owner_id": 2, "owner_since": FILED, "first_reply_at": FILED}
    return changed(request(), **{**known, "heard_at": FILED, **changes})


def held(since: datetime = FILED, **changes: object) -> Request:
    known = {"state": State.ON_HOLD, "hold_reason": HoldReason.REQUESTER, "hold_since": since}
    return claimed(**{**known, **changes})


def of(ladder: str, steps: tuple[Reminder, ...]) -> list[Reminder]:
    return [step for step in steps if step.key.ladder == ladder]


def instants(ladder: str, of_request: Request, at: Desk) -> list[datetime]:
    return [step.at for step in of(ladder, schedule(of_request, at))]
