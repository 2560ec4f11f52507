"""Dates at the end of the calendar, hours of which there are hardly any, and files without end."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

import pytest

from bot.clock import SetClock
from bot.domain.refusals import Refused
from bot.domain.request import HoldReason
from bot.domain.systems import System, Systems
from bot.domain.vendors.draft import Part, UnfitDraft
from bot.scheduler import tick
from bot.usecases import work
from bot.usecases.outages import news, starting
from bot.usecases.outages.starting import NewsTooFarAhead, Trouble
from bot.usecases.placing import availability
from bot.usecases.vendors import register
from tests.domain.test_calendar import weekdays
from tests.support.offices import DESK, MONA, NOW, THEO, act, file, office_on, with_changes
from tests.usecases.test_vendors import DRAFT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.usecases.office import Office

#: The last instants that a clock knows, and one that nobody lives to see.
FAR: Final = (
    datetime(9999, 12, 31, 22, 59, tzinfo=UTC),
    datetime(9999, 6, 1, tzinfo=UTC),
    datetime(3000, 1, 1, tzinfo=UTC),
)
DAYS: Final = 3


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
    number, planned = file(closing).number, HoldReason.SCHEDULED
    held = act(THEO, "hold")
    work.hold(closing, held, number=number, why=planned, reason="Later", until=far)
    availability.away(closing, act(THEO, "away"), until=far)

    with caplog.at_level(logging.ERROR):
        for days in range(DAYS):
            tick(closing, SetClock(NOW + timedelta(days=days)))

    assert caplog.records == []


@pytest.mark.parametrize("far", FAR)
def test_nobody_waits_for_ever_for_news_of_an_outage(closing: Office, far: datetime) -> None:
    trouble = Trouble(system="VPN", known="Nobody gets in")
    desk = closing.desks["it"]

    with pytest.raises(NewsTooFarAhead):
        starting.start(closing, act(THEO, "far"), desk, replace(trouble, news_by=far))
    opened = starting.start(closing, act(THEO, "out"), desk, trouble)
    assert opened is not None
    with pytest.raises(NewsTooFarAhead):
        news.tell(closing, act(THEO, "news"), number=opened.number, words="Soon", news_by=far)


def test_a_vendor_whose_hours_are_over_before_it_is_done_is_no_vendor(closing: Office) -> None:
    rare = replace(DRAFT, hours="mon 09:00-09:01", resolution="1000 h")

    with pytest.raises(UnfitDraft) as caught:
        register.save(closing, act(MONA, "save"), DESK, rare, vendor_id=0)

    assert set(caught.value.problems) == {Part.RESOLUTION}


@pytest.mark.parametrize(
    "changes",
    [
        {"hours": "mon-sun 00:00-24:00 " * 1000},
        {"zone": "../../etc/passwd"},
        {"zone": "Europe"},
        {"holidays": "DE-" + "X" * 1000},
        {"ends": "10000-01-01"},
        {"goal": "\u0665\u0665\u0665"},
        {"response": "9" * 5000 + " h"},
        {"name": "\u202e"},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_a_contract_that_cannot_be_meant_is_refused(
    closing: Office, changes: dict[str, str]
) -> None:
    draft = replace(DRAFT, **changes)  # type: ignore[arg-type] # replace checks the names itself

    with pytest.raises((UnfitDraft, Refused)):
        register.save(closing, act(MONA, "save"), DESK, draft, vendor_id=0)


def test_a_contract_until_the_end_of_time_stops_nothing(
    closing: Office, caplog: pytest.LogCaptureFixture
) -> None:
    draft = replace(DRAFT, ends="9999-12-31")
    register.save(closing, act(MONA, "save"), DESK, draft, vendor_id=0)

    with caplog.at_level(logging.ERROR):
        tick(closing, SetClock(NOW))

    assert caplog.records == []
