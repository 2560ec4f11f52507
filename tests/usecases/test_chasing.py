"""A requester who is asked and does not answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.reminders import Waiting
from bot.domain.request import State
from bot.usecases import endings, talk
from bot.usecases.filing.intake import add_details
from bot.usecases.sending import parcels
from storage.conversations import Side
from storage.messages import MessageState, ThreadMessage
from tests.support.offices import ALICE, NOW, act
from tests.usecases.reminded import DAY, chaser, deliver, having, held, state_of, steps, tick

if TYPE_CHECKING:
    from bot.domain.request import Request
    from bot.usecases.office import Office


@pytest.mark.parametrize("by", ["word", "edit", "details", "button"])
def test_any_word_of_the_requester_ends_the_waiting(office: Office, by: str) -> None:
    request = held(office)
    later = NOW + DAY
    said = talk.Said(
        channel="C04REQUESTER", thread_ts="1.0", ts="0.9", text="Berlin", said_at=later
    )
    if by == "word":
        talk.hear(office, act(ALICE, "word", later), said)
    elif by == "edit":
        _said_before(office, request, said)
        talk.reword(office, act(ALICE, "edit", later), channel="C04REQUESTER", ts="0.9", text="No")
    elif by == "details":
        add_details(office, act(ALICE, "add", later), number=request.number, details="Berlin")
    else:
        endings.say_still_needed(office, act(ALICE, "still", later), number=request.number)

    for days in range(2, 20):
        tick(office, NOW + days * DAY)

    assert state_of(office, request) is State.CLAIMED
    assert not [step for step in steps(office) if step[0] == "waiting"]


def test_what_nobody_answers_is_asked_twice_and_then_put_aside(office: Office) -> None:
    request = held(office)
    for days in (2, 4):
        at = NOW + days * DAY
        tick(office, at)
        deliver(office, chaser(office, at), at)
        assert state_of(office, request) is State.ON_HOLD

    tick(office, NOW + 6 * DAY)

    assert state_of(office, request) is State.RESOLVED
    with office.store.read() as tx:
        log = tx.events.of(request.id)
        assert tx.surveys.undecided_of(request.id) == []
    assert log[-1].facts["unanswered"] is True
    reopened = endings.reopen(
        office, act(ALICE, "again", NOW + 7 * DAY), number=request.number, reason=""
    )
    assert reopened is not None
    assert reopened.is_open


def test_a_question_that_was_never_delivered_moves_nothing_on(office: Office) -> None:
    request = held(office)

    for days in range(1, 30):
        tick(office, NOW + days * DAY)

    assert [step for step in steps(office) if step[0] == "waiting"] == [("waiting", 2)]
    assert state_of(office, request) is State.ON_HOLD


def test_a_chaser_is_not_sent_to_whoever_has_answered_meanwhile(office: Office) -> None:
    request = held(office)
    at = NOW + 2 * DAY
    tick(office, at)
    due = chaser(office, at)
    endings.say_still_needed(office, act(ALICE, "still", at), number=request.number)

    assert parcels.pack(office, due, at) is None


def test_a_desk_can_leave_its_requesters_in_peace(office: Office) -> None:
    patient = having(office, waiting=Waiting(chase=0, warn=0, close=0))
    request = held(patient)

    for days in range(1, 30):
        tick(patient, NOW + days * DAY)

    assert state_of(patient, request) is State.ON_HOLD


def _said_before(office: Office, request: Request, said: talk.Said) -> None:
    """Have the requester say something in the thread before the question was asked."""

    with office.store.write() as tx:
        message = ThreadMessage(
            id=0,
            request_id=request.id,
            side=Side.REQUESTER,
            channel=said.channel,
            ts=said.ts,
            author_id=tx.people.ensure(ALICE).id,
            said_at=NOW,
            state=MessageState.RELAYED,
            text="Bonn",
        )
        tx.messages.say(message)
