"""Trying changed rules and promises out on the requests there are."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from bot.usecases import endings
from bot.usecases.endings import Solution
from storage.tables import outbox, request_events
from tests.support.commands import DESK, CommandLine
from tests.support.offices import NOW, THEO, act, file, office_on

if TYPE_CHECKING:
    from bot.usecases.office import Office

RULES = """
[[desks.rules]]
when = { words = "vpn" }
category = "Network"
priority = "P1"
"""
DRY = ("route", "--desk", "it", "--dry-run")


def resolved(office: Office, title: str, hours: int) -> None:
    number = file(office, title).number
    later = act(THEO, f"resolve {number}", NOW + timedelta(hours=hours))
    endings.resolve(office, later, number=number, solution=Solution(note="Restarted it"))


def worked(firstline: CommandLine) -> None:
    with office_on(firstline.database_url) as office:
        resolved(office, "The VPN is down", 1)
        resolved(office, "VPN again", 2)
        resolved(office, "A printer", 2)


def rows(firstline: CommandLine) -> tuple[int, int]:
    with office_on(firstline.database_url) as office, office.store.read() as tx:
        counts = (select(func.count()).select_from(table) for table in (request_events, outbox))
        events, errands = (tx.archive.connection.execute(query).scalar_one() for query in counts)
        return events, errands


def test_it_says_what_would_differ_and_changes_nothing(firstline: CommandLine) -> None:
    worked(firstline)
    before = rows(firstline)

    said = firstline.configure(DESK + RULES).run(*DRY).stdout

    assert "IT desk: 2 of 3 requests would be routed differently." in said
    assert "category  none  Network   2" in said
    assert "priority  P3    P1        2" in said
    assert rows(firstline) == before


def test_other_promises_are_tried_out_as_well(firstline: CommandLine) -> None:
    worked(firstline)
    hours = 'hours = { tue = ["00:00-24:00"] }\n'
    strict = "[desks.promises.P3]\nresponse = 90\nresolution = 90\n"

    found = firstline.configure(DESK + hours + strict).read(*DRY)

    assert found["differing"] == 0
    assert found["promises"]["resolve_by"] == {"decided": 3, "was_met": 3, "would_be_met": 1}


def test_requests_whose_words_are_gone_are_left_out(firstline: CommandLine) -> None:
    worked(firstline)
    with office_on(firstline.database_url) as office, office.store.write() as tx:
        tx.erasure.forget_words(tx.requests.by_number(1).request.id)

    found = firstline.configure(DESK + RULES).read(*DRY)

    assert (found["requests"], found["left_out"], found["differing"]) == (3, 1, 1)


def test_only_what_was_filed_since_a_day_counts(firstline: CommandLine) -> None:
    worked(firstline)

    found = firstline.configure(DESK + RULES).read(*DRY, "--since", "2026-03-04")

    assert found["requests"] == 0


def test_without_dry_run_nothing_is_done(firstline: CommandLine) -> None:
    result = firstline.run("route", "--desk", "it")

    assert result.exit_code == 2
    assert "Add --dry-run to try settings out." in result.stderr
