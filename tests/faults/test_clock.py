"""A clock that is set wrong by an hour, and right again, loses and doubles nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.e2e.workplace import OPENING, workplace
from tests.faults.day import Day
from tests.support.wrong_clock import WrongClock

if TYPE_CHECKING:
    from tests.e2e.workplace import Plan

HOUR = timedelta(hours=1)


@pytest.mark.parametrize("wrong", [HOUR, -HOUR], ids=["forth and back", "back and forth"])
def test_an_hour_forth_and_back_changes_nothing(plan: Plan, wrong: timedelta) -> None:
    clock = WrongClock(OPENING + HOUR)
    with workplace(plan, clock=clock) as office:
        day = Day.begin(office)
        office.slack.faults.fail("chat.postMessage", reset="after", times=8)

        clock.ahead = wrong
        day.speaks()
        clock.ahead = timedelta()
        before = clock.true()
        day.settles()
        waited = clock.true() - before
        day.acts()
        day.ends()

        day.check()
        # Nothing waits for the hour to come a second time.
        assert waited < timedelta(minutes=30)
