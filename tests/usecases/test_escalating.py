"""Asking for help and giving back, and who looks after the requester meanwhile."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.events import ActorKind, EventKind
from bot.domain.life import IllegalMove
from bot.domain.routing.staffing import Staffing
from bot.usecases import endings, escalations, followups, work
from bot.usecases.endings import Solution
from bot.usecases.escalations import AskingYourself, InTheFirstTier
from bot.usecases.looking import reading
from bot.usecases.looking.why import why
from bot.usecases.work import ReasonMissing
from handlers.views.changed import changed
from tests.support.offices import ALICE, DESK, MONA, NOW, TARA, THEO, act, file

if TYPE_CHECKING:
    from bot.domain.events import Event
    from bot.domain.request import Request
    from bot.usecases.office import Office

HELPED = replace(DESK, specialists={"network": frozenset({TARA}), "phones": frozenset({"S0TEL"})})
SOLVED = Solution(note="Restarted the gateway")


@pytest.fixture
def helped(office: Office) -> Office:
    return replace(office, desks={"it": HELPED})


def claimed(office: Office, *, by: str = THEO) -> int:
    number = file(office).number
    work.claim(office, act(by, f"claim {number}"), number=number)
    return number


def request(office: Office, number: int) -> Request:
    with office.store.read() as tx:
        return tx.requests.by_number(number).request


def log(office: Office, number: int, kind: EventKind) -> list[Event]:
    with office.store.read() as tx:
        events = tx.events.of(tx.requests.by_number(number).request.id)
    return [event for event in events if event.kind is kind]


def board(office: Office, person: str) -> list[int]:
    shown = reading.board(office, act(person, "board"), HELPED)
    return [view.request.number for view in shown.to_follow_up]


def back(office: Office, number: int, reason: str = "It is only the cable") -> Request | None:
    return escalations.give_back(office, act(TARA, "back"), number=number, reason=reason)


def test_what_was_given_back_is_with_the_tier_below_and_its_owner_stays(helped: Office) -> None:
    number = claimed(helped)
    escalations.escalate(helped, act(THEO, "up"), number=number, to=None, reason="Too deep")

    after = back(helped, number)

    assert after is not None
    assert (after.tier, after.owner_id) == (1, request(helped, number).owner_id)
    (given,) = log(helped, number, EventKind.DE_ESCALATED)
    assert dict(given.facts) == {"from": 2, "to": 1}


def test_nothing_is_given_back_from_the_first_tier_or_without_a_word(helped: Office) -> None:
    number = claimed(helped)

    with pytest.raises(InTheFirstTier):
        back(helped, number)
    with pytest.raises(ReasonMissing):
        back(helped, number, reason=" ")


@pytest.mark.parametrize(
    ("person", "to", "whom"), [(TARA, "network", "network"), (MONA, "lead", "The lead")]
)
def test_nobody_can_ask_himself_for_help(helped: Office, person: str, to: str, whom: str) -> None:
    number = claimed(helped)

    with pytest.raises(AskingYourself) as refused:
        escalations.escalate(helped, act(person, "up"), number=number, to=to, reason="Help")

    assert refused.value.facts["whom"] == whom
    assert log(helped, number, EventKind.ESCALATED) == []


def test_a_group_with_one_member_is_that_member(helped: Office) -> None:
    number = claimed(helped)
    with helped.store.write() as tx:
        tx.groups.join("S0TEL", [tx.people.ensure(THEO).id])

    with pytest.raises(AskingYourself):
        escalations.escalate(helped, act(THEO, "up"), number=number, to="phones", reason="Help")
    asked = act(TARA, "up too")
    escalations.escalate(helped, asked, number=number, to="phones", reason="Help")

    assert len(log(helped, number, EventKind.ESCALATED)) == 1


def test_the_only_one_of_a_tier_cannot_bring_a_request_there(helped: Office) -> None:
    staffing = Staffing(tiers={THEO: 2, TARA: 3})
    tiered = replace(helped, desks={"it": replace(HELPED, staffing=staffing)})
    number = claimed(tiered, by=TARA)

    with pytest.raises(AskingYourself) as refused:
        escalations.escalate(tiered, act(TARA, "up"), number=number, to=3, reason="Help")
    escalations.escalate(tiered, act(TARA, "two"), number=number, to=2, reason="Help")

    assert refused.value.facts["whom"] == "Tier 3"
    assert [step.facts["to"] for step in log(tiered, number, EventKind.ESCALATED)] == [2]


def test_why_tells_what_became_of_a_request_and_by_whom(helped: Office) -> None:
    number = claimed(helped)
    escalations.escalate(helped, act(THEO, "up"), number=number, to=2, reason="Switch")
    escalations.give_back(helped, act(TARA, "down"), number=number, reason="It was the cable")
    escalations.escalate(helped, act(THEO, "ask"), number=number, to="network", reason="Router")
    escalations.escalate(helped, act(THEO, "lead"), number=number, to="lead", reason="Urgent")
    work.assign(helped, act(MONA, "give"), number=number, to=TARA)

    told = " ".join(map(changed, why(helped, act(THEO, "why"), number=number).routed.changes))

    for said in (
        "Theo escalated it from tier 1 to tier 2",
        "Tara gave it back from tier 2 to tier 1",
        "Theo asked network for help",
        "Theo asked the lead for help",
        "Mona gave it to Tara",
    ):
        assert f"By hand: {said} " in told


def test_whoever_owns_what_somebody_else_solved_has_to_check(helped: Office) -> None:
    number = claimed(helped)
    escalations.escalate(helped, act(THEO, "up"), number=number, to="network", reason="Switch")

    endings.resolve(helped, act(TARA, "resolve"), number=number, solution=SOLVED)

    assert (board(helped, THEO), board(helped, TARA)) == ([number], [])
    followups.done(helped, act(THEO, "done"), number=number)
    followups.done(helped, act(THEO, "done"), number=number)
    assert board(helped, THEO) == []
    assert len(log(helped, number, EventKind.FOLLOWED_UP)) == 1


def test_whoever_solves_his_own_request_has_nothing_to_check(helped: Office) -> None:
    number = claimed(helped)

    endings.resolve(helped, act(THEO, "resolve"), number=number, solution=SOLVED)

    assert board(helped, THEO) == []


@pytest.mark.parametrize("how", ["solved", "reopened"])
def test_a_requester_who_says_so_need_not_be_asked(helped: Office, how: str) -> None:
    number = claimed(helped)
    endings.resolve(helped, act(TARA, "resolve"), number=number, solution=SOLVED)

    if how == "solved":
        endings.say_solved(helped, act(ALICE, how), number=number)
    else:
        endings.reopen(helped, act(ALICE, how), number=number, reason="Not yet")

    assert board(helped, THEO) == []


def test_what_is_open_cannot_be_followed_up(helped: Office) -> None:
    number = claimed(helped)

    with pytest.raises(IllegalMove):
        followups.done(helped, act(THEO, "done"), number=number)


def test_what_comes_back_a_second_time_is_brought_to_the_lead_by_a_rule(helped: Office) -> None:
    number = claimed(helped)
    asked = []

    for turn in range(3):
        at = NOW + timedelta(hours=turn)
        resolve = act(THEO, f"resolve {turn}", at)
        endings.resolve(helped, resolve, number=number, solution=SOLVED)
        reopen = act(ALICE, f"reopen {turn}", at)
        endings.reopen(helped, reopen, number=number, reason="Again")
        asked.append(len(log(helped, number, EventKind.ESCALATED)))

    assert asked == [0, 1, 2]
    event = log(helped, number, EventKind.ESCALATED)[0]
    assert event.actor.kind is ActorKind.SYSTEM
    assert event.facts["automatic"] is True
    assert event.facts["kind"] == "management"
