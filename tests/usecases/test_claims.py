from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pytest

from bot.domain.events import Actor, ActorKind, Event, EventKind
from bot.domain.life import apply
from bot.domain.messages import Promised
from bot.usecases import work
from bot.usecases.looking import reading
from bot.usecases.work import AlreadyClaimed
from storage.requests import StaleRequest
from tests.support.offices import NOW, act, file

if TYPE_CHECKING:
    from bot.usecases.office import Office

EVERYBODY: Final = [f"U0T{number:02}" for number in range(50)]


def test_of_fifty_who_claim_at_once_one_wins_and_the_others_learn_who(office: Office) -> None:
    number = file(office).number
    with office.store.write() as tx:
        tx.people.join("it", EVERYBODY)
    gate = threading.Barrier(len(EVERYBODY))

    def claim(person: str) -> int | None:
        gate.wait(timeout=30)
        try:
            work.claim(office, act(person, f"claim of {person}"), number=number)
        except AlreadyClaimed as lost:
            return lost.who
        return None

    with ThreadPoolExecutor(len(EVERYBODY)) as pool:
        told = list(pool.map(claim, EVERYBODY))

    with office.store.read() as tx:
        owner = tx.requests.by_number(number).request.owner_id
        log = [event.kind for event in tx.events.of(tx.requests.by_number(number).request.id)]
    assert told.count(None) == 1
    assert set(told) == {None, owner}
    assert reading.name_of(office, owner or 0) == EVERYBODY[told.index(None)]
    assert log == [EventKind.CREATED, EventKind.CLAIMED]


def test_a_click_that_comes_twice_claims_once(office: Office) -> None:
    number = file(office).number
    click = act("U0THEO", "one click")

    first = work.claim(office, click, number=number)
    second = work.claim(office, click, number=number)

    assert first is not None
    assert second is None
    with office.store.read() as tx:
        assert tx.requests.by_number(number).request.events == 2


def test_whoever_changes_what_has_changed_since_is_refused(office: Office) -> None:
    before = file(office)
    claimed = Event(kind=EventKind.CLAIMED, at=NOW, actor=Actor(person_id=1, kind=ActorKind.LEAD))
    after = apply(before, claimed)
    nothing = Promised(respond_by=None, resolve_by=None)
    with office.store.write() as tx:
        tx.requests.save(before, after, promised=nothing, close_at=None, remind_at=None)

    with pytest.raises(StaleRequest), office.store.write() as tx:
        tx.requests.save(
            before, replace(after, tier=3), promised=nothing, close_at=None, remind_at=None
        )

    with office.store.read() as tx:
        assert tx.requests.by_number(before.number).request.tier == 1
