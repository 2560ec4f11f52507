"""What somebody reads when a promise runs out or nobody does anything."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.messages import Promised
from bot.domain.reminders import Key
from bot.domain.reminders.bundle import Bundle, Line
from bot.domain.request import State
from handlers.views.card import card
from handlers.views.reminders import reminders
from tests.handlers.views.cast import HOUR, NOW, request, view
from tests.handlers.views.reading import labels, on_screen


def read(*lines: Line) -> str:
    return on_screen(reminders(Bundle(lines=lines), NOW))


@pytest.mark.parametrize(
    ("ladder", "step", "said"),
    [
        ("response", 75, "the first answer is due"),
        ("response", 75, "(75 % of the time has passed)"),
        ("resolution", 50, "the solution is due"),
        ("chain:unclaimed", 90, "nobody has claimed it for 1 h 30 min of working time"),
        ("chain:late", 60, "it has been late for 1 h of working time"),
        ("chain:reopened", 20, "it was reopened 20 min of working time ago"),
        ("chain:waiting_for_us", 20, "the requester has been waiting for 20 min"),
        ("cycle:unclaimed", 10, "can you take it?"),
        ("silent", 3, "the requester has heard nothing for 3 working days"),
    ],
)
def test_a_reminder_says_what_is_due(ladder: str, step: int, said: str) -> None:
    shown = read(Line(view=view(), keys=(Key(ladder, "", step),)))

    assert "Please look at request #42." in shown
    assert said in shown


def test_what_is_late_says_since_when() -> None:
    late = view(promised=Promised(respond_by=NOW - HOUR, resolve_by=None))

    assert "⚠️ the first answer was due" in read(Line(view=late, keys=(Key("response", "", 100),)))


def test_several_requests_are_one_message_that_counts_what_does_not_fit() -> None:
    lines = tuple(
        Line(view=view(request(number=number)), keys=(Key("response", "", 75),))
        for number in range(1, 21)
    )

    shown = read(*lines)

    assert "Please look at these 20 requests." in shown
    assert "and 5 more" in shown


def test_of_a_private_request_nothing_but_its_number_is_told() -> None:
    hidden = view(request(private=True))

    shown = read(Line(view=hidden, keys=(Key("response", "", 75),)))

    assert "VPN" not in shown
    assert "Private request" in shown


def test_what_nobody_has_can_be_claimed_on_the_spot() -> None:
    free = Line(view=view(), keys=(Key("response", "", 75),))
    owned = Line(view=view(request(State.CLAIMED)), keys=(Key("silent", "", 3),))

    assert labels(reminders(Bundle(lines=(free, owned)), NOW)) == ["Claim #42"]


@pytest.mark.parametrize(("passed", "mark"), [(49, ""), (50, "50 %"), (76, "75 %")])
def test_the_card_shows_how_much_of_the_time_has_passed(passed: int, mark: str) -> None:
    now = NOW - HOUR + timedelta(minutes=1.2 * passed)

    shown = on_screen(card(view(), now))

    assert (f"⏳ {mark} of the time has passed: Answer by" in shown) == bool(mark)
