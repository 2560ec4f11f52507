"""Calls of Slack that hang: shorter, and longer, than the desk waits for an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from bot.wiring.slack import TIMEOUT
from tests.e2e.workplace import TEAM

if TYPE_CHECKING:
    from sandbox import Json, Person
    from tests.e2e.workplace import Workplace

#: Seconds that pass for real.
SOME: Final = 10.0
TOO_MANY: Final = TIMEOUT + 3.0


def test_a_call_that_hangs_holds_up_its_own_lane_and_is_not_made_twice(office: Workplace) -> None:
    cast = office.cast
    if office.plan.database_url.startswith("postgresql"):
        pytest.skip("Slack hangs alike on either database.")
    office.filed("Monitor is dark")
    to_alice = office.receipt(1).channel

    def is_card(args: Json) -> bool:
        return bool(args["channel"] == TEAM)

    def is_answer_to_alice(args: Json) -> bool:
        return bool(args["channel"] == to_alice)

    office.slack.faults.fail("chat.postMessage", hang=TOO_MANY, match=is_card)
    office.slack.faults.fail("chat.postMessage", hang=SOME, match=is_answer_to_alice)
    cast.bob.command("/request", "VPN is down")
    cast.alice.command("/request", "Mouse is broken")
    office.until(lambda: _receipts(office, cast.bob), "what hangs nowhere")
    stood = len(office.cards()), _receipts(office, cast.alice)
    # Slack acts in the end, long after nobody listens any more; only then the clock moves on.
    office.slack.wait_for(lambda: len(office.cards()) > 1, timeout=60, what="the card")
    office.settle()

    assert stood == (1, 1)
    assert [office.reads(card).split()[0] for card in office.cards()] == ["#1", "#2", "#3"]
    assert (_receipts(office, cast.alice), _receipts(office, cast.bob)) == (2, 1)


def _receipts(office: Workplace, person: Person) -> int:
    return len([m for m in person.inbox if "reply in this thread" in office.reads(m)])
