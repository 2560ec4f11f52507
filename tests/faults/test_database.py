"""While the database is away, full or locked, people are told, and what was said comes again."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pytest
from sqlalchemy import make_url

from tests.e2e.workplace import Plan, workplace
from tests.faults.day import Day
from tests.faults.outage import crash, disk_full, is_there, postgres_away, read_only
from tests.support.databases import TEMPLATE, PostgresDatabases
from tests.support.postgres import OWNER, running_postgres
from tests.support.waiting import eventually

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.e2e.workplace import Workplace

#: Attempts that Slack has made in vain before the database is back.
IN_VAIN: Final = 60
NOT_KEPT: Final = "nothing was kept"


@contextmanager
def away(office: Workplace) -> Iterator[None]:
    """Take the database away, as it happens to either kind of it."""
    url = office.plan.database_url
    engine = office.bot.office.store.database.engine
    with postgres_away(url) if url.startswith("postgresql") else read_only(engine):
        yield


def test_what_is_said_while_the_database_is_away_comes_again(office: Workplace) -> None:
    day = Day.begin(office)

    with away(office):
        day.speaks(is_heard=False)
        eventually(lambda: _in_vain(office) >= IN_VAIN, "attempts in vain", seconds=30)
    day.settles()
    day.acts()
    day.ends()

    # Slack repeats what was said at once, and not in order.
    day.check(in_order=False)


def test_whoever_acts_meanwhile_is_told_that_nothing_was_kept(desk: Workplace) -> None:
    alice, theo = desk.cast.alice, desk.cast.theo
    number = desk.filed()
    card = desk.card(number)
    alice.command("/request")
    desk.until(lambda: alice.view, "the form")

    with away(desk):
        typed = desk.told(alice.command("/request", "Mouse is broken"))
        theo.clicks(card, "Claim")
        desk.slack.wait_for(lambda: theo.ephemerals, what="a word to Theo")
        alice.submits({"title": "A new keyboard"})
        shown = alice.view
    again = alice.submits({"title": "A new keyboard"})
    theo.clicks(card, "Claim")
    desk.settle()

    assert NOT_KEPT in typed
    assert NOT_KEPT in desk.whispers(theo)[0]
    assert shown is not None
    assert NOT_KEPT in str(shown.errors)
    assert again.acked
    assert alice.view is None
    assert desk.last_number() == number + 1
    assert "@Theo" in desk.reads(desk.card(number))


def test_a_full_disk_keeps_what_it_can_and_the_rest_comes_again(office: Workplace) -> None:
    if office.plan.database_url.startswith("postgresql"):
        pytest.skip("A server has a disk of its own.")
    day = Day.begin(office)

    with disk_full(office.bot.office.store.database.engine):
        day.speaks(is_heard=False)
        eventually(lambda: _in_vain(office) >= IN_VAIN, "attempts in vain", seconds=30)
    day.settles()
    day.acts()
    day.ends()

    day.check(in_order=False)


def test_a_locked_file_makes_slack_wait_and_ask_again(tmp_path: Path, plan: Plan) -> None:
    if plan.database_url.startswith("postgresql"):
        pytest.skip("Only a file can be locked as a whole.")
    with workplace(replace(plan, folder=tmp_path)) as office:
        day = Day.begin(office)
        file = make_url(plan.database_url).database or ""
        other = sqlite3.connect(file, check_same_thread=False)
        other.execute("BEGIN IMMEDIATE")
        letting_go = threading.Timer(4.0, other.rollback)

        letting_go.start()
        day.speaks(is_heard=False)
        letting_go.join()
        other.close()
        day.settles()
        day.acts()
        day.ends()

        day.check(in_order=False)


def test_a_server_that_crashes_twice_and_recovers_loses_nothing(tmp_path: Path) -> None:
    with running_postgres() as server:
        PostgresDatabases.migrated(server)
        server.create_database("crashing", template=TEMPLATE)
        url = server.url("crashing")
        # The server of the tests may lose the last commits in a crash; a real one must not.
        server.admin.execute(f"ALTER ROLE {OWNER} SET synchronous_commit = on")
        plan = Plan(database_url=url, folder=tmp_path, retry_delays=(0.2,) * 100)
        with workplace(plan) as office:
            day = Day.begin(office)

            crash(url)
            day.speaks(is_heard=False)
            eventually(lambda: is_there(url), "the server to be back")
            crash(url)
            eventually(lambda: is_there(url), "the server to be back")
            day.settles()
            day.acts()
            day.ends()

            day.check(in_order=False)


def _in_vain(office: Workplace) -> int:
    return sum(delivery.attempts for delivery in office.slack.deliveries if not delivery.acked)
