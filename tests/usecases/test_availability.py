"""Being away and back, and what becomes of what somebody has in hand."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

import pytest

from bot.domain.routing.decision import Strategy
from bot.domain.routing.staffing import Staffing
from bot.usecases import work
from bot.usecases.access import OnlyTechnicians
from bot.usecases.looking import reading
from bot.usecases.placing import availability
from bot.usecases.placing.assigning import drain_due
from storage.absences import Source
from tests.support.offices import (
    ALICE,
    DESK,
    NOW,
    TARA,
    TECHNICIANS,
    THEO,
    act,
    file,
    office_on,
    with_changes,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.usecases.office import Office

GIVES: Final = with_changes(DESK, staffing=Staffing(strategy=Strategy.ROUND_ROBIN))
TOMORROW: Final = NOW + timedelta(days=1)


@pytest.fixture
def giving(database_url: str) -> Iterator[Office]:
    with office_on(database_url, GIVES) as office:
        yield office


def owner(office: Office, number: int) -> str | None:
    with office.store.read() as tx:
        found = tx.people.get(tx.requests.by_number(number).request.owner_id)
    return found.slack_id if found else None


def names_away(office: Office) -> list[str]:
    board = reading.board(office, act(TARA, "board"), office.first_desk)
    return [one.person.name for one in board.presence.away]


def test_whoever_is_away_keeps_what_he_has_and_gets_nothing(giving: Office) -> None:
    number = file(giving).number
    who = owner(giving, number)
    assert who is not None

    leave = availability.away(giving, act(who, "away"), until=TOMORROW)
    given_to = {owner(giving, file(giving, f"Request {one}").number) for one in range(6)}

    assert leave is not None
    assert (leave.in_hand, leave.unanswered) == (1, 1)
    assert owner(giving, number) == who
    assert given_to == {*TECHNICIANS} - {who}


def test_the_board_shows_who_is_away(giving: Office) -> None:
    availability.away(giving, act(THEO, "away"), until=TOMORROW)
    assert names_away(giving) == ["Theo"]

    availability.back(giving, act(THEO, "back"))

    assert names_away(giving) == []


def test_what_is_not_answered_can_be_put_back_for_others(giving: Office) -> None:
    availability.away(giving, act(TARA, "tara"), until=None)
    numbers = [file(giving, f"Request {one}").number for one in range(3)]
    number = next(one for one in numbers if owner(giving, one) == THEO)
    availability.away(giving, act(THEO, "away"), until=TOMORROW)

    count = availability.hand_back(giving, act(THEO, "hand back"))
    drain_due(giving, NOW)

    assert count == 1
    assert owner(giving, number) in {"U0ANA", "U0BEN"}


def test_whoever_put_something_back_because_he_was_away_can_have_it_again(giving: Office) -> None:
    for person in TECHNICIANS:
        availability.away(giving, act(person, f"away {person}"), until=TOMORROW)
    availability.back(giving, act(THEO, "here"))
    number = file(giving).number
    availability.away(giving, act(THEO, "away"), until=TOMORROW)
    availability.hand_back(giving, act(THEO, "hand back"))

    availability.back(giving, act(THEO, "back"))
    drain_due(giving, NOW)

    assert owner(giving, number) == THEO


def test_coming_back_sets_what_waits_in_motion(giving: Office) -> None:
    for person in TECHNICIANS:
        availability.away(giving, act(person, f"away {person}"), until=None)
    number = file(giving).number
    drain_due(giving, NOW)
    assert owner(giving, number) is None

    availability.back(giving, act(TARA, "back"))
    drain_due(giving, NOW)

    assert owner(giving, number) == TARA


def test_a_date_that_has_passed_is_refused(giving: Office) -> None:
    with pytest.raises(work.DateHasPassed):
        availability.away(giving, act(THEO, "away"), until=NOW)


def test_only_technicians_can_be_away(giving: Office) -> None:
    with pytest.raises(OnlyTechnicians):
        availability.away(giving, act(ALICE, "away"), until=None)


def test_saying_it_twice_with_one_delivery_does_it_once(giving: Office) -> None:
    availability.away(giving, act(THEO, "away"), until=None)
    availability.back(giving, act(THEO, "back"))

    assert availability.away(giving, act(THEO, "away"), until=None) is None
    assert names_away(giving) == []


def test_a_status_in_slack_counts_until_it_ends_or_changes(giving: Office) -> None:
    availability.learn_status(giving, {THEO: TOMORROW}, now=NOW)
    assert names_away(giving) == ["Theo"]

    availability.learn_status(giving, {THEO: None}, now=NOW)

    assert names_away(giving) == []


def test_a_status_does_not_end_what_somebody_said_himself(giving: Office) -> None:
    availability.away(giving, act(THEO, "away"), until=TOMORROW)
    availability.learn_status(giving, {THEO: TOMORROW}, now=NOW)

    availability.learn_status(giving, {THEO: None}, now=NOW)

    assert names_away(giving) == ["Theo"]
    with giving.store.read() as tx:
        assert tx.absences.away_by(Source.STATUS) == frozenset()
