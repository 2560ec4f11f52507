from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.exc import IntegrityError

from bot.domain.events import Actor, ActorKind, Event, EventKind
from bot.usecases.deadlines import REMEMBER_DELIVERIES, forget_old_deliveries
from storage.store import SeveralWorkspaces, open_store
from tests.support.offices import NOW, file

if TYPE_CHECKING:
    from bot.usecases.office import Office


def test_a_delivery_is_new_once(office: Office) -> None:
    with office.store.write() as tx:
        first = tx.deliveries.take("Ev1", now=NOW)
    with office.store.write() as tx:
        second = tx.deliveries.take("Ev1", now=NOW)

    assert (first, second) == (True, False)


def test_a_delivery_whose_effect_was_lost_is_new_again(office: Office) -> None:
    def take_and_fail() -> None:
        with office.store.write() as tx:
            tx.deliveries.take("Ev1", now=NOW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        take_and_fail()

    with office.store.write() as tx:
        assert tx.deliveries.take("Ev1", now=NOW)


def test_of_two_copies_that_get_a_delivery_at_once_one_waits_and_does_nothing(
    office: Office,
) -> None:
    def take() -> bool:
        with office.store.write() as tx:
            return tx.deliveries.take("Ev1", now=NOW)

    with ThreadPoolExecutor(1) as pool:
        with office.store.write() as tx:
            first = tx.deliveries.take("Ev1", now=NOW)
            other = pool.submit(take)
            done, _ = wait([other], timeout=0.1)
        second = other.result()

    assert done == set()
    assert (first, second) == (True, False)


def test_deliveries_are_forgotten_when_slack_will_never_repeat_them(office: Office) -> None:
    with office.store.write() as tx:
        tx.deliveries.take("old", now=NOW)
        tx.deliveries.take("young", now=NOW + timedelta(days=1))

    forget_old_deliveries(office, NOW + REMEMBER_DELIVERIES + timedelta(minutes=1))

    with office.store.write() as tx:
        assert tx.deliveries.take("old", now=NOW)
        assert not tx.deliveries.take("young", now=NOW)


def test_a_job_is_done_once_per_period(office: Office) -> None:
    with office.store.write() as tx:
        taken = [tx.jobs.take("digest:it", day, now=NOW) for day in ("Mon", "Mon", "Tue")]

    assert taken == [True, False, True]


def test_numbers_have_no_gaps_whoever_takes_them_and_whatever_fails(office: Office) -> None:
    def take(fails: int) -> int:
        with office.store.write() as tx:
            number = tx.requests.next_number()
            if fails:
                raise ZeroDivisionError
            return number

    with ThreadPoolExecutor(8) as pool:
        futures = [pool.submit(take, index % 2) for index in range(40)]

    numbers = sorted(future.result() for future in futures if future.exception() is None)
    assert numbers == list(range(1, 21))


def test_an_entry_of_the_log_cannot_be_replaced(office: Office) -> None:
    request = file(office)
    forged = Event(kind=EventKind.CLOSED, at=NOW, actor=Actor(person_id=1, kind=ActorKind.LEAD))

    # The version says that nothing has happened yet, so this claims the first place again.
    with pytest.raises(IntegrityError), office.store.write() as tx:
        tx.events.append(replace(request, events=0), [forged])

    with office.store.read() as tx:
        assert [event.kind for event in tx.events.of(request.id)] == [EventKind.CREATED]


def test_a_workspace_begun_without_slack_becomes_that_of_the_first_team(database_url: str) -> None:
    alone = open_store(database_url)
    joined = open_store(database_url, team_id="T0HOME", team_url="https://home.slack.com/")
    later = open_store(database_url)

    for store in (alone, joined, later):
        store.close()
    assert alone.workspace_id == joined.workspace_id == later.workspace_id
    assert (later.team_id, later.url) == ("T0HOME", "https://home.slack.com/")


def test_of_several_workspaces_the_one_that_is_meant_has_to_be_named(database_url: str) -> None:
    stores = [open_store(database_url, team_id=team) for team in ("T0HOME", "T0OTHER")]

    with pytest.raises(SeveralWorkspaces):
        open_store(database_url)

    for store in stores:
        store.close()
    assert stores[0].workspace_id != stores[1].workspace_id
