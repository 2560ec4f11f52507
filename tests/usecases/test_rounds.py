from __future__ import annotations

import pytest

from bot.usecases.rounds import one_by_one


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
