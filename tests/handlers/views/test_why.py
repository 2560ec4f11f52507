from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.desk import Desk, Promise
from bot.domain.ledger import ledgers
from bot.domain.request import Priority, Request
from bot.domain.steps import filed
from bot.usecases.looking.why import Reckoning
from bot.usecases.placing.routing import Routed
from handlers.views.why import MOST, why
from tests.domain import stories
from tests.domain.stories import OFFICE, held, on, replied, resumed
from tests.handlers.views.reading import assert_sound_message, on_screen

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.events import Event

PROMISE = Promise(response=60, resolution=480, next_response=30, update=240)
SHOP = Desk(
    key="it",
    name="IT",
    team_channel="C04TEAM",
    calendar=OFFICE,
    promises=dict.fromkeys(Priority, PROMISE),
)


def reckoned(*events: Event, now: datetime, at_the_desk: bool = True) -> Reckoning:
    bare = Request(
        id=1, number=42, desk_key="it", requester_id=stories.ALICE, created_at=events[0].at
    )
    books = ledgers(filed(bare, events), events, SHOP, now)
    routed = Routed(decision=None, routing=SHOP.routing)
    return Reckoning(
        request=bare, ledgers=books, routed=routed, given=None, at_the_desk=at_the_desk
    )


def test_an_organisation_with_hours_of_its_own_reads_that_they_are_its_own() -> None:
    reckoning = reckoned(stories.filed(on(16, "09:00")), now=on(16, "10:00"))
    theirs = tuple(replace(book, calendar="<!channel> & Co") for book in reckoning.ledgers)

    message = why(replace(reckoning, ledgers=theirs))

    assert_sound_message(message)
    assert "By the hours of" in on_screen(message)
    assert "<!channel>" not in on_screen(message)


def test_each_stretch_is_told_with_its_reason_and_the_sum_so_far() -> None:
    events = (
        stories.filed(on(13, "16:00")),
        replied(on(13, "16:30")),
        held(on(16, "10:00"), "requester"),
        resumed(on(16, "12:00"), minutes=120),
    )

    shown = on_screen(why(reckoned(*events, now=on(16, "13:00"))))

    assert "Solution* within 8 hours: 3 hours counted, due" in shown
    assert ": open, 1 hour counted, 1 hour in all" in shown
    assert ": closed, not counted" in shown
    assert ": waiting for the requester, not counted" in shown
    assert ": open, 1 hour counted, 3 hours in all" in shown
    assert "First answer* within 1 hour: 30 minutes counted, kept" in shown


def test_requesters_read_the_sums_and_not_each_stretch() -> None:
    events = (stories.filed(on(13, "16:00")), held(on(13, "16:30"), "approval"))

    shown = on_screen(why(reckoned(*events, now=on(16, "13:00"), at_the_desk=False)))

    assert "Solution* within 8 hours: 30 minutes counted, and the clock is paused" in shown
    assert "in all" not in shown
    assert "waiting for an approval, not" not in shown


@pytest.mark.parametrize("days", [1, 3000])
def test_however_long_it_took_the_answer_stays_short(days: int) -> None:
    events = [stories.filed(on(2))]
    for _ in range(60):
        events += [stories.spoke(on(3)), replied(on(3))]

    message = why(reckoned(*events, now=on(3) + timedelta(days=days)))

    assert_sound_message(message)
    assert len(message["blocks"]) <= 12
    assert on_screen(message).count("in all") <= 4 * MOST
    assert ("earlier stretches, " in on_screen(message)) == (days == 3000)
