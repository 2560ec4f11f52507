"""Requests are found by their words, by those who may read them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from bot.domain.messages import Texts
from bot.usecases import endings, work
from bot.usecases.access import OnlyTechnicians
from bot.usecases.endings import Solution
from bot.usecases.filing import intake
from bot.usecases.looking import search
from bot.usecases.looking.search import NothingToFind
from storage.tables import requests
from tests.support.offices import ALICE, DESK, TARA, THEO, act, file, with_changes

if TYPE_CHECKING:
    from bot.usecases.office import Office


def found(office: Office, text: str, *, by: str = THEO) -> list[int]:
    hits = search.find(office, act(by, "find"), DESK, text)
    return [view.request.number for view in hits.views]


def test_whatever_was_written_about_a_request_finds_it(office: Office) -> None:
    filing = intake.Filing(
        channel="form", text="VPN is down", details="Error 619", purpose="Month-end closing"
    )
    intake.file_request(office, act(ALICE, "file"), filing)
    intake.add_details(office, act(ALICE, "add"), number=1, details="Only in the Café")
    solution = Solution(note="Renewed the certificate", cause="It had expired")
    endings.resolve(office, act(THEO, "resolve"), number=1, solution=solution)

    for text in ("vpn", "619", "CLOSING", "cafe", "certificate", "expired", "certif"):
        assert found(office, text) == [1], text
    assert found(office, "printer") == []


def test_most_words_come_first_then_the_rarest_then_the_newest(office: Office) -> None:
    for title in ("Printer jam", "Printer jam on floor", "Scanner on floor", "Printer offline"):
        file(office, title)

    assert found(office, "printer jam floor") == [2, 1, 3, 4]
    assert found(office, "printer scanner") == [3, 4, 2, 1]


def test_the_beginning_of_the_last_word_is_enough(office: Office) -> None:
    file(office, "Zertifikat abgelaufen")
    file(office, "Zebra im Garten")

    assert found(office, "zert") == [1]
    assert found(office, "ze") == []
    assert found(office, "zert garten") == [2]


def test_long_lists_are_counted(office: Office) -> None:
    for place in range(20):
        file(office, f"Printer {place} is broken")

    hits = search.find(office, act(THEO, "find"), DESK, "printer")

    assert (len(hits.views), hits.total) == (search.FOUND_LENGTH, 20)
    assert hits.views[0].request.number == 20


def test_private_requests_are_found_by_their_own_people_only(office: Office) -> None:
    file(office, "Salary is wrong")
    work.claim(office, act(TARA, "claim"), number=1)
    with office.store.database.write() as connection:
        connection.execute(update(requests).values(private=True))

    assert found(office, "salary", by=THEO) == []
    assert found(office, "salary", by=TARA) == [1]


def test_other_desks_stay_among_themselves(office: Office) -> None:
    other = with_changes(DESK, key="hr", name="HR desk")
    both = replace(office, desks={**office.desks, "hr": other})
    file(both, "Printer is broken")

    assert search.find(both, act("U0MONA", "find"), other, "printer").total == 0


def test_only_technicians_search(office: Office) -> None:
    file(office)

    with pytest.raises(OnlyTechnicians):
        found(office, "vpn", by=ALICE)


@pytest.mark.parametrize("text", ["", "the", "🔥"])
def test_without_words_there_is_nothing_to_find(office: Office, text: str) -> None:
    with pytest.raises(NothingToFind):
        found(office, text)


def test_a_word_is_no_pattern(office: Office) -> None:
    file(office, "VPN is down")

    assert found(office, "vp%") == []
    assert found(office, "vpn' OR 1=1 --") == [1]


def test_what_was_reworded_is_found_by_its_new_words_only(office: Office) -> None:
    request = file(office, "The scanner is broken")
    endings.resolve(
        office, act(THEO, "resolve"), number=1, solution=Solution(note="Cleaned the glass")
    )

    with office.store.write() as tx:
        search.index_anew(tx, request.id, Texts(title="The printer is broken"))

    assert [found(office, word) for word in ("scanner", "printer", "glass")] == [[], [1], [1]]
