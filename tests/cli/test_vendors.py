from __future__ import annotations

from typing import TYPE_CHECKING

from storage.store import open_store
from tests.support.company import LENOVO

if TYPE_CHECKING:
    from tests.support.commands import CommandLine

MARCH = ("vendors", "--desk", "it", "--from", "2026-03-01", "--to", "2026-04-01")


def signed(firstline: CommandLine) -> None:
    store = open_store(firstline.database_url)
    try:
        with store.write() as tx:
            tx.vendors.save(LENOVO, notice_at=None)
    finally:
        store.close()


def test_a_desk_without_vendors_says_so(firstline: CommandLine) -> None:
    result = firstline.run(*MARCH)

    assert "has no vendors." in result.stdout


def test_a_scorecard_is_printed_for_people_and_machines(firstline: CommandLine) -> None:
    signed(firstline)

    result = firstline.run(*MARCH)
    read = firstline.read(*MARCH, "--vendor", "lenovo")

    assert result.stdout.splitlines()[0] == "Lenovo"
    assert "  Answered in time: nothing decided yet" in result.stdout
    assert read["Lenovo"]["response"]["n"] == 0


def test_an_unknown_vendor_is_a_mistake_with_the_names_there_are(firstline: CommandLine) -> None:
    signed(firstline)

    result = firstline.run(*MARCH, "--vendor", "Acme")

    assert result.exit_code == 2
    assert "It has: Lenovo." in result.stderr
