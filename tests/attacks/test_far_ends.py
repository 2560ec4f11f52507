"""Dates at the end of the calendar, hours of which there are hardly any, and files without end."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

import pytest

from bot.clock import SetClock
from bot.domain.request import HoldReason
from bot.domain.systems import System, Systems
from bot.domain.vendors.draft import Part, UnfitDraft
from bot.scheduler import tick
from bot.usecases import availability, work
from bot.usecases.outages import news, starting
from bot.usecases.outages.starting import TimeHasPassed, Trouble
from bot.usecases.vendors import register
from tests.support.offices import DESK, MONA, NOW, THEO, act, file, with_changes
from tests.support.offices import office_on
from tests.domain.test_calendar import weekdays
from tests.usecases.test_vendors import DRAFT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.usecases.office import Office

#: The last instants that a clock knows.
FAR: Final = (
    datetime(9999, 12, 31, 22, 59, tzinfo=UTC),
    datetime(9999, 6, 1, tzinfo=UTC),
    datetime(9000, 1, 1, tzinfo=UTC),
)


@pytest.fixture
def closing(database_url: str) -> Iterator[Office]:
    """Open an office that is closed at night, and knows a system."""
    desk = with_changes(calendar=weekdays("09:00-17:00"))
    with office_on(database_url, desk) as office:
        yield replace(office, systems=Systems(listed=(System(name="VPN"),)))


@pytest.mark.parametrize("far", FAR)
def test_what_is_put_off_for_ever_stops_nothing(
    closing: Office, far: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    number = file(closing).number
    desk = closing.desks["it"]
    work.hold(
        closing,
        act(THEO, "hold"),
        number=number,
        why=HoldReason.SCHEDULED,
        reason="Later",
        until=far,
    )
    availability.away(closing, act(THEO, "away"), until=far)
    trouble = Trouble(system="VPN", known="Nobody gets in", news_by=far)
    with pytest.raises(TimeHasPassed):
        starting.start(closing, act(THEO, "out"), desk, trouble)

    with caplog.at_level(logging.ERROR):
        for days in range(3):
            tick(closing, SetClock(NOW + timedelta(days=days)))

    assert caplog.records == []
