"""Whoever asks why gets the arithmetic of the due times, in the words that are meant for them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.e2e.workplace import Workplace


def test_a_technician_reads_what_was_counted_and_what_was_not(desk: Workplace) -> None:
    theo = desk.cast.theo
    number = desk.claimed()
    desk.clock.advance(timedelta(hours=1))
    theo.command("/desk", f"hold {number} requester Which office?")
    desk.settle()
    desk.clock.advance(timedelta(hours=2))

    typed = desk.told(theo.command("/desk", f"why {number}"))
    theo.clicks(desk.card(number), "Why")
    desk.until(lambda: desk.whispers(theo)[-2:] == [typed, typed], "the arithmetic")
    (said,) = desk.orders(theo, number, "why")

    assert f"#{number}: what is promised, and why" in typed
    assert "Solution within 24 hours: 1 hour counted, and the clock is paused." in typed
    assert "waiting for the requester, not counted" in typed
    assert said == typed


def test_a_requester_reads_the_sums_of_their_own_request_only(desk: Workplace) -> None:
    alice, bob = desk.cast.alice, desk.cast.bob
    number = desk.claimed()

    own = desk.told(alice.command("/desk", f"why {number}"))
    others = desk.told(bob.command("/desk", f"why {number}"))

    assert f"#{number}: what is promised, and why" in own
    assert "Only the person who filed" in others
