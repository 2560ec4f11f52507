from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
from contextlib import closing
from typing import TYPE_CHECKING

from tests.replay.histories import HEADER, SMALL, everything, history, log, replay
from tests.support.commands import PROGRAM
from tests.support.waiting import eventually

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.commands import CommandLine

MANY = 8000


def test_a_history_is_not_loaded_twice(firstline: CommandLine) -> None:
    replay(firstline, SMALL)
    before = everything(firstline)

    again = replay(firstline, SMALL)

    assert again.exit_code == 0
    assert "0 taken, 41 loaded before" in again.stdout
    assert everything(firstline) == before


def test_a_file_that_has_grown_brings_only_what_is_new(firstline: CommandLine) -> None:
    lines = SMALL.read_text().splitlines()[1:]
    # Of S4 five lines stand in the shorter file, and of those after it none.
    shorter = history(firstline.folder, *lines[:18])
    replay(firstline, shorter)

    grown = replay(firstline, SMALL)

    assert "23 taken, 18 loaded before" in grown.stdout
    assert "Requests new or grown: 5." in grown.stdout
    replay(firstline, SMALL, desk="hr")
    assert everything(firstline) == everything(firstline, "hr")


def test_what_was_worked_on_here_is_not_overwritten(firstline: CommandLine) -> None:
    opened = "A1,0,2016-04-18T09:00:00,opened,Alice,,"
    replayed = "A1,1,2016-04-18T09:10:00,acknowledged,Theo,,"
    other = "A1,1,2016-04-18T09:15:00,acknowledged,Tara,,"
    replay(firstline, history(firstline.folder, opened, replayed))

    result = replay(
        firstline,
        history(firstline.folder, opened, other, "A1,2,2016-04-18T10:00:00,resolved,Tara,,"),
    )

    assert result.exit_code == 1
    assert "line 4: A1 is #1 here, and has gone another way" in result.stderr
    assert log(firstline) == ["created", "human_reply"]


def test_a_replay_that_was_killed_goes_on_when_it_is_run_again(quick: CommandLine) -> None:
    path = many_requests(quick.folder)
    quick.run("migrate")
    kill_in_the_middle(quick, path)
    left = [events for _, _, events, *_ in everything(quick)[0]]

    again = replay(quick, path)

    assert 0 < len(left) < MANY
    assert set(left) == {3}
    assert again.exit_code == 0
    replay(quick, path, desk="hr")
    assert everything(quick) == everything(quick, "hr")


def many_requests(folder: Path) -> Path:
    """Write a history that takes several transactions."""
    lines = [
        f"R{n},{seq},2016-04-18T1{seq}:{n % 60:02}:00,{event},Theo,,"
        for n in range(MANY)
        for seq, event in enumerate(("opened", "acknowledged", "resolved"))
    ]
    path = folder / "many.csv"
    path.write_text("\n".join([HEADER, *lines, ""]))
    return path


def kill_in_the_middle(firstline: CommandLine, path: Path) -> None:
    """Start a replay and kill it once the first requests stand in the database."""
    environ = {**os.environ, "FIRSTLINE_CONFIG": str(firstline.config)}
    program = [*PROGRAM, "replay", str(path), "--desk", "it", "--tz", "UTC"]
    with subprocess.Popen(program, env=environ) as process:  # noqa: S603 - our own program
        eventually(lambda: count_of_requests(firstline), "the first requests", seconds=60)
        process.kill()
    assert process.returncode == -signal.SIGKILL


def count_of_requests(firstline: CommandLine) -> int:
    with closing(sqlite3.connect(firstline.database_url.removeprefix("sqlite:///"))) as database:
        (count,) = database.execute("SELECT count(*) FROM requests").fetchone()
    return int(count)
