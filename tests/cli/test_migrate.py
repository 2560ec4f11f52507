from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.support.commands import CommandLine


def test_migrating_tells_from_where_to_where_and_can_be_repeated(firstline: CommandLine) -> None:
    first = firstline.run("migrate")
    second = firstline.run("migrate")

    assert first.stdout.startswith("The database went from empty to version ")
    assert second.stdout.startswith("The database is up to date at version ")
    assert (first.exit_code, second.exit_code) == (0, 0)
