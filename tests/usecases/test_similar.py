"""Similar open requests are found, and nobody learns what is not theirs to know."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import update

from bot.domain.messages import Texts
from bot.usecases import endings
from bot.usecases.endings import Solution
from bot.usecases.filing import similar
from storage.tables import requests
from tests.support.offices import ALICE, BOB, DESK, THEO, act, file, with_changes

if TYPE_CHECKING:
    from bot.usecases.filing.similar import Similar
    from bot.usecases.office import Office

VPN = Texts(title="VPN does not connect")


def asked(office: Office, texts: Texts = VPN, *, by: str = ALICE) -> Similar:
    return similar.similar(office, act(by, "asks"), DESK, texts)


def test_own_requests_are_named_and_those_of_others_are_counted(office: Office) -> None:
    file(office, "VPN is down")
    file(office, "The vpn is broken", by=act(BOB, "bob files"))
    file(office, "The printer is down")

    found = asked(office)

    assert [view.request.number for view in found.own] == [1]
    assert (found.others, found.ways) == (1, ())


def test_what_has_ended_is_not_similar(office: Office) -> None:
    file(office, "VPN is down")
    solution = Solution(note="Restarted")
    endings.resolve(office, act(THEO, "resolve"), number=1, solution=solution)

    assert not asked(office).is_any


def test_nobody_learns_that_there_is_a_private_request_like_it(office: Office) -> None:
    file(office, "VPN is down", by=act(BOB, "bob files"))
    with office.store.database.write() as connection:
        connection.execute(update(requests).values(private=True))

    assert not asked(office, by=ALICE).is_any
    assert len(asked(office, by=BOB).own) == 1


def test_the_requests_of_another_desk_are_none_of_this_one(office: Office) -> None:
    other = with_changes(DESK, key="hr", name="HR desk")
    both = replace(office, desks={**office.desks, "hr": other})
    file(both, "VPN is down")

    assert not similar.similar(both, act(ALICE, "asks"), other, VPN).is_any


def test_words_that_say_nothing_find_nothing(office: Office) -> None:
    file(office, "It does not work")

    assert not asked(office, Texts(title="It does not work")).is_any


def test_the_own_open_requests_are_counted(office: Office) -> None:
    for place in range(7):
        file(office, f"Printer {place} is broken")

    shown, total = similar.own_open(office, act(ALICE, "looks"))

    assert ([view.request.number for view in shown], total) == ([7, 6, 5, 4, 3], 7)
