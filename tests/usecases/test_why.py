"""What `why` tells, and to whom."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.desk import Promise
from bot.domain.ledger import Outcome
from bot.domain.request import Priority
from bot.domain.sla import Clock
from bot.usecases import talk, work
from bot.usecases.access import NotYourRequest
from bot.usecases.looking.why import why
from bot.usecases.office import Office
from storage.conversations import Side
from tests.support.offices import ALICE, BOB, NOW, THEO, act, file, with_changes

if TYPE_CHECKING:
    from datetime import datetime

MINUTE = timedelta(minutes=1)


def answer(office: Office, number: int, at: datetime) -> None:
    work.claim(office, act(THEO, "claim", at), number=number)
    with office.store.write() as tx:
        request_id = tx.requests.by_number(number).request.id
        tx.conversations.stands(request_id, Side.CARD, channel="C04TEAM", ts="7.1")
    said = talk.Said(channel="C04TEAM", thread_ts="7.1", ts="7.2", text="Looking", said_at=at)
    talk.hear(office, act(THEO, "answer", at), said)


def response(office: Office, number: int, at: datetime) -> Outcome:
    books = why(office, act(THEO, "why", at), number=number).ledgers
    return next(book.outcome for book in books if book.clock is Clock.RESPONSE)


def test_new_settings_change_nothing_that_was_decided(office: Office) -> None:
    number = file(office).number
    answer(office, number, NOW + 100 * MINUTE)
    strict = dict.fromkeys(Priority, Promise(response=5, resolution=10))
    changed = Office(store=office.store, desks={"it": with_changes(promises=strict)})

    later = NOW + 200 * MINUTE

    assert response(office, number, later) is Outcome.KEPT
    assert response(changed, number, later) is Outcome.KEPT


def test_requesters_get_the_sums_of_their_own_requests_only(office: Office) -> None:
    number = file(office).number

    assert not why(office, act(ALICE, "why"), number=number).at_the_desk
    assert why(office, act(THEO, "why"), number=number).at_the_desk
    with pytest.raises(NotYourRequest):
        why(office, act(BOB, "why"), number=number)
