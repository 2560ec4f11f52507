from __future__ import annotations

from datetime import time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.calendar import Calendar
from bot.domain.hours import Hours, Window
from bot.domain.vendors.chasing import Chase, ChaseKind, chase_due
from bot.domain.vendors.engagement import Engagement, VendorClock, respond, wait
from tests.support.company import LENOVO, MONDAY, asked, at

THEIRS = LENOVO.calendar
_DAY = (Window(start=time(10), end=time(16)),)
OURS = Calendar(zone=ZoneInfo("UTC"), versions=(Hours(week=(*(_DAY,) * 5, (), ())),))


def reminders(at_work: Engagement, until: str) -> list[tuple[ChaseKind, str]]:
    """Look again and again, each time when the look before said so."""
    found: list[Chase] = []
    _, look = chase_due(at_work, THEIRS, OURS, at_work.engaged_at)
    while look <= at(until):
        due, look = chase_due(at_work, THEIRS, OURS, look)
        assert due is not None
        found.append(due)
    return [(chase.kind, f"{chase.at:%d %H:%M}") for chase in found]


def test_the_owner_hears_before_the_answer_is_due_when_it_is_due_and_every_four_hours() -> None:
    assert reminders(asked(), "03 12:00") == [
        (ChaseKind.SOON, "02 10:30"),
        (ChaseKind.LATE, "02 11:00"),
        (ChaseKind.LATE, "02 15:00"),
        (ChaseKind.LATE, "03 11:00"),
    ]


def test_nobody_is_reminded_while_the_desk_is_closed() -> None:
    late = asked(at("06 15:00"))

    assert reminders(late, "09 11:00") == [(ChaseKind.LATE, "09 10:00")]


def test_after_the_answer_the_solution_is_what_is_chased() -> None:
    answered = respond(asked(), THEIRS, at("02 10:00"))

    due, look = chase_due(answered, THEIRS, OURS, at("02 15:30"))

    assert due == Chase(kind=ChaseKind.SOON, clock=VendorClock.RESOLUTION, at=at("02 15:00"))
    assert look == at("03 10:00")


def test_while_the_vendor_waits_for_us_we_are_the_ones_who_are_reminded() -> None:
    waiting = wait(asked(), at("02 10:00"))

    assert reminders(waiting, "04 10:00") == [
        (ChaseKind.OURS, "02 14:00"),
        (ChaseKind.OURS, "03 12:00"),
        (ChaseKind.OURS, "04 10:00"),
    ]


def test_of_what_came_due_while_nobody_looked_only_the_newest_counts() -> None:
    due, look = chase_due(asked(), THEIRS, OURS, MONDAY + timedelta(days=1, hours=6))

    assert due == Chase(kind=ChaseKind.LATE, clock=VendorClock.RESPONSE, at=at("03 15:00"))
    assert look > MONDAY + timedelta(days=1, hours=6)
