"""What the desk learns from solved requests, and forgets with their words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.domain.request import Complexity
from bot.usecases import endings, work
from bot.usecases.endings import Solution
from bot.usecases.filing.intake import Filing, file_request
from bot.usecases.placing import suggestions
from bot.usecases.placing.suggestions import CategoryChosen
from storage.tables import category_words, request_words, requests
from tests.support.offices import ALICE, THEO, act, file

if TYPE_CHECKING:
    from bot.usecases.office import Office


def solved(office: Office, title: str, category: str, *, private: bool = False) -> int:
    filing = Filing(channel="command", text=title, category=category, private=private)
    view = file_request(office, act(ALICE, f"file {title}"), filing)
    assert view is not None
    number = view.request.number
    work.claim(office, act(THEO, f"claim {number}"), number=number)
    done = Solution(note="Restarted it", complexity=Complexity.SIMPLE)
    endings.resolve(office, act(THEO, f"resolve {number}"), number=number, solution=done)
    return number


def known(office: Office) -> Counter[tuple[str, str]]:
    """Count what is written down."""
    with office.store.read() as tx:
        rows = tx.lessons.connection.execute(select(category_words)).all()
    return Counter({(row.word, row.category): row.requests for row in rows})


def counted(office: Office) -> Counter[tuple[str, str]]:
    """Count anew what the words of requests say."""
    found: Counter[tuple[str, str]] = Counter()
    with office.store.read() as tx:
        query = select(request_words).where(request_words.c.counted_as.is_not(None))
        rows = tx.lessons.connection.execute(query).all()
    for row in rows:
        found[row.word, row.counted_as] += 1
    found.update({("", category) for _, category in {(r.request_id, r.counted_as) for r in rows}})
    return found


def taught(office: Office) -> None:
    for turn in range(6):
        solved(office, f"vpn tunnel {turn}", "Network")
        solved(office, f"password forgotten {turn}", "Access")


def test_a_category_is_suggested_from_what_was_solved_and_confirmed_by_a_technician(
    office: Office,
) -> None:
    taught(office)
    request = file(office, "The vpn again")

    with office.store.read() as tx:
        stored = tx.requests.by_number(request.number)
        found = suggestions.suggested(tx, stored.request, stored.texts)
    after = suggestions.confirm(
        office, act(THEO, "confirm"), number=request.number, category="Network"
    )

    assert found is not None
    assert (found.category, found.share, found.of) == ("Network", 6, 6)
    assert after is not None
    assert after.category == "Network"
    with office.store.read() as tx:
        last = tx.events.of(after.id)[-1]
    assert (last.facts["share"], last.facts["of"]) == (6, 6)


def test_a_category_that_a_person_chose_is_not_suggested_away(office: Office) -> None:
    taught(office)
    request = file(office, "The vpn again")
    work.set_category(office, act(THEO, "route"), number=request.number, category="Hardware")

    with pytest.raises(CategoryChosen):
        suggestions.confirm(office, act(THEO, "confirm"), number=request.number, category="Network")

    with office.store.read() as tx:
        stored = tx.requests.by_number(request.number)
        assert suggestions.suggested(tx, stored.request, stored.texts) is None


def test_what_is_put_right_after_it_was_solved_teaches_anew(office: Office) -> None:
    number = solved(office, "vpn certificate", "Access")

    work.set_category(office, act(THEO, "route"), number=number, category="Network")

    assert known(office)["vpn", "Network"] == 1
    assert ("vpn", "Access") not in known(office)
    assert known(office)["", "Network"] == 1


def test_private_and_unsolved_requests_teach_nothing(office: Office) -> None:
    solved(office, "secret illness", "Access", private=True)
    file(office, "vpn down")

    assert not known(office)


def test_what_is_erased_is_unlearned(office: Office) -> None:
    number = solved(office, "vpn certificate", "Network")
    solved(office, "vpn tunnel", "Network")

    with office.store.write() as tx:
        tx.erasure.forget_words(tx.requests.by_number(number).request.id)

    assert known(office)["vpn", "Network"] == 1
    assert ("certificate", "Network") not in known(office)
    assert known(office) == counted(office)


def test_what_a_request_took_is_kept_as_a_fact(office: Office) -> None:
    number = solved(office, "vpn certificate", "Network")

    with office.store.read() as tx:
        assert tx.requests.by_number(number).request.complexity is Complexity.SIMPLE
        row = tx.lessons.connection.execute(select(requests.c.complexity)).scalar()
    assert row == "simple"
