from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event

from bot.usecases.rounds import REST, one_by_one, take_due
from tests.support.offices import NOW

if TYPE_CHECKING:
    from datetime import datetime

    from bot.usecases.office import Office


def test_what_is_due_is_taken_up_in_its_order() -> None:
    taken: list[int] = []

    count = one_by_one([3, 1, 2], taken.append)

    assert taken == [3, 1, 2]
    assert count == 3


def test_one_that_fails_does_not_hold_back_those_after_it() -> None:
    taken: list[int] = []

    def take(one: int) -> None:
        if one == 1:
            raise LookupError(one)
        taken.append(one)

    with pytest.raises(LookupError):
        one_by_one([1, 2, 3], take)

    assert taken == [2, 3]


def test_one_that_fails_is_let_alone_for_a_while(office: Office) -> None:
    taken: list[int] = []

    def take(one: int) -> None:
        taken.append(one)
        if one == 1:
            raise LookupError(one)

    def look(now: datetime) -> None:
        take_due(office, "test", lambda _tx, _most: [1, 2], take, now=now)

    with pytest.raises(LookupError):
        look(NOW)
    look(NOW + REST / 2)
    with pytest.raises(LookupError):
        look(NOW + REST)

    assert taken == [1, 2, 2, 1, 2]


def test_a_look_that_finds_nothing_due_asks_a_single_question(office: Office) -> None:
    statements: list[str] = []
    engine = office.store.database.engine
    event.listen(engine, "before_cursor_execute", lambda *seen: statements.append(seen[2]))

    count = take_due(
        office,
        "close",
        lambda tx, most: tx.requests.due_to_close(NOW, limit=most),
        lambda one: pytest.fail(f"{one} is not due"),
        now=NOW,
    )

    assert count == 0
    assert len([one for one in statements if one.startswith("SELECT")]) == 1
