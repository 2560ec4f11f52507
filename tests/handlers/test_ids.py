from __future__ import annotations

import pytest

from handlers import ids
from handlers.ids import Action


def test_what_a_button_carries_comes_back_as_text() -> None:
    assert ids.unpack(ids.pack(desk="it", number=42)) == {"desk": "it", "number": "42"}


@pytest.mark.parametrize(
    "garbage", ["", "42", "null", "[]", "{", '{"number":42}', '"x"', "[" * 3000, "\x00"]
)
def test_garbage_from_a_client_is_refused(garbage: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - json words its own reasons
        ids.unpack(garbage)


def test_one_of_several_buttons_still_tells_what_it_does() -> None:
    assert ids.action_of(ids.numbered(Action.RATE, 4)) is Action.RATE
    assert ids.action_of("claim") is Action.CLAIM


def test_a_foreign_button_is_refused() -> None:
    with pytest.raises(ValueError, match="not a valid Action"):
        ids.action_of("somebody_elses")
