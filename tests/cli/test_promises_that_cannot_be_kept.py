"""Settings by which no promise can be kept are named with line and remedy, before any work."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pytest

from storage.store import open_store
from tests.support.commands import DESK
from tests.support.company import LENOVO

if TYPE_CHECKING:
    from tests.support.commands import CommandLine

#: The config of the tests begins with the database and an empty line, and a desk has four lines.
LINE: Final = 7
NEVER: Final = """
[[desks.rules]]
when = { hours = "sat 10:00-12:00", in_hours = true }
tier = 2
"""


@pytest.mark.parametrize("command", [("run",), ("check", "--offline")])
@pytest.mark.parametrize(
    ("wrong", "line", "sentence"),
    [
        (
            'hours = { mon = ["09:00-12:00", "11:00-17:00"] }',
            LINE,
            "desks[0].hours.mon must not have windows that overlap; join them",
        ),
        (
            'hours = { fri = ["22:00-06:00"], sat = ["05:00-09:00"] }',
            LINE,
            "the night of fri lasts into the hours of sat; end it earlier, or open later",
        ),
        (NEVER, LINE + 2, "the desk is never open in these hours; drop hours or in_hours"),
        (
            'rota = [{ from = "mon 09:00", to = "wed 12:00", who = "U04ANA" }]',
            LINE,
            "while the desk is open; name somebody for that time",
        ),
        ('timezone = "Europe/Berln"', LINE, "did you mean Europe/Berlin?"),
        (
            "promises = { P1 = { response = 0, resolution = 60 } }",
            LINE,
            "desks[0].promises.P1.response must be greater than 0",
        ),
    ],
    ids=["windows overlap", "nights overlap", "rule", "rota", "zone", "target"],
)
def test_a_desk_whose_promises_cannot_be_kept_does_not_start(
    firstline: CommandLine, command: tuple[str, ...], wrong: str, line: int, sentence: str
) -> None:
    firstline.configure(DESK + wrong)

    result = firstline.run(*command)

    said = [one for one in result.stderr.splitlines() if sentence in one]
    assert result.exit_code == 2
    assert result.stdout == ""
    assert [f"config.toml line {line}: " in one for one in said] == [True], result.stderr


@pytest.mark.parametrize("hours", ["", "mon-fri", "always"])
def test_a_vendor_without_hours_is_named_with_what_to_do(
    firstline: CommandLine, hours: str
) -> None:
    store = open_store(firstline.database_url)
    with store.write() as tx:
        tx.vendors.save(replace(LENOVO, hours=hours), notice_at=None)
    store.close()

    result = firstline.run("check", "--offline")

    (said,) = [line for line in result.stdout.splitlines() if "Lenovo" in line]
    assert result.exit_code == 1
    assert said.startswith("broken  vendors    Lenovo has no hours by which its clock could run")
    assert "/desk vendor" in said
