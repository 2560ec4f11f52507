"""A copy, what is held about somebody, and how it goes: as an administrator types it."""

from __future__ import annotations

import json
import threading
from contextlib import closing
from typing import TYPE_CHECKING

from bot.usecases.filing.intake import Filing, file_request
from storage.engine import Database
from tests.support.offices import ALICE, NOW, act, office_on

if TYPE_CHECKING:
    from tests.support.commands import CommandLine


def test_a_copy_made_amid_writing_is_sound_and_can_be_worked_with(firstline: CommandLine) -> None:
    stop = threading.Event()
    written: list[int] = []

    def write() -> None:
        with office_on(firstline.database_url) as office:
            while not stop.is_set():
                filing = Filing(channel="dm", text="Busy")
                file_request(office, act(ALICE, f"busy {len(written)}", NOW), filing)
                written.append(1)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        while len(written) < 20:
            stop.wait(0.01)
        result = firstline.run("backup", firstline.folder / "copy.db")
    finally:
        stop.set()
        writer.join()

    assert result.exit_code == 0
    assert "holds a sound copy" in result.stdout
    with office_on(f"sqlite:///{firstline.folder}/copy.db") as restored:
        view = file_request(restored, act(ALICE, "after"), Filing(channel="dm", text="After"))
    assert view is not None
    assert 20 < view.request.number <= len(written) + 1


def test_a_copy_overwrites_nothing(firstline: CommandLine) -> None:
    firstline.run("migrate")
    there = firstline.folder / "copy.db"
    there.write_text("precious")

    result = firstline.run("backup", there)

    assert result.exit_code == 2
    assert "nothing was overwritten" in result.stderr
    assert there.read_text() == "precious"


def test_a_server_is_copied_by_its_own_tools(firstline: CommandLine) -> None:
    firstline.config.write_text(
        firstline.config.read_text().replace("sqlite:///", "postgresql://nobody@localhost/")
    )

    result = firstline.run("backup", firstline.folder / "copy.db")

    assert result.exit_code == 2
    assert "pg_dump" in result.stderr
    assert not (firstline.folder / "copy.db").exists()


def test_what_is_held_about_somebody_is_printed_or_written_to_a_file(
    firstline: CommandLine,
) -> None:
    filed(firstline)

    printed = json.loads(firstline.run("export", ALICE).stdout)
    firstline.run("export", "Alice", "--out", firstline.folder / "alice.json")

    written = json.loads((firstline.folder / "alice.json").read_text())
    # That it was printed is among what is held by then.
    assert [entry["act"] for entry in written.pop("audit")] == ["exported"]
    assert printed.pop("audit") == []
    assert printed == written
    assert printed["person"]["name"] == "Alice"


def test_somebody_unknown_is_said_to_be_unknown(firstline: CommandLine) -> None:
    firstline.run("migrate")

    result = firstline.run("export", "Rumpelstiltskin")

    assert (result.exit_code, result.stdout) == (2, "")
    assert 'Nobody here is called "Rumpelstiltskin".' in result.stderr


def test_nothing_goes_unless_it_is_meant(firstline: CommandLine) -> None:
    filed(firstline)

    asked = firstline.run("erase", "U0BOB")
    done = firstline.run("erase", "U0BOB", "--yes")
    amid = firstline.run("erase", ALICE, "--yes")

    assert (asked.exit_code, done.exit_code, amid.exit_code) == (1, 0, 2)
    assert "for good?" in asked.output
    assert "0 requests have lost their words" in done.stdout
    assert "U0ALICE still has a part in 1 open requests." in amid.stderr
    assert "Bob" not in names(firstline)
    assert "Alice" in names(firstline)


def filed(firstline: CommandLine) -> None:
    with office_on(firstline.database_url) as office:
        file_request(office, act(ALICE, "file"), Filing(channel="dm", text="VPN is down"))


def names(firstline: CommandLine) -> set[str]:
    """Read the names of everybody in the database."""
    with closing(Database.open(firstline.database_url)) as database, database.read() as connection:
        return set(connection.exec_driver_sql("SELECT name FROM people").scalars())
