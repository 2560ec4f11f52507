from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from tests.replay.histories import HEADER, OPENED, SMALL, history, log, replay, rows

if TYPE_CHECKING:
    from tests.support.commands import CommandLine


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("A1,1,yesterday,resolved,Theo,,", "ts is no time such as 2016-03-14T09:30:00"),
        ("A1,one,2016-04-18T10:00:00,resolved,Theo,,", "seq is no whole number"),
        ("A1,1,2016-04-18T10:00:00,solved,Theo,,", 'there is no event "solved"'),
        ("A1,1,2016-04-18T10:00:00,resolved,Theo", "a line has 7 fields, this one 5"),
        (",1,2016-04-18T10:00:00,resolved,Theo,,", "the request_id needs 1 to 100 characters"),
        ("A1,0,2016-04-18T10:00:00,resolved,Theo,,", "seq 0 of A1 stands on line 2 already"),
        ("A1,1,2016-04-18T10:00:00,opened,Alice,,", "A1 was opened before"),
        ("A2,1,2016-04-18T10:00:00,resolved,Theo,,", "A2 is not opened before this line"),
        ("A1,1,2016-04-18T10:00:00,closed,,,", "A1 is new, so it cannot be closed"),
        ("A1,1,2016-04-18T10:00:00,resumed,,,", "A1 is new, so it cannot be resumed"),
        ("A1,1,2016-04-18T10:00:00,rated,Alice,,csat=6", "a rating needs csat=1 to csat=5"),
        ("A1,1,2016-04-18T10:00:00,resolved,Th\x00eo,,", "the text is not in UTF-8"),
    ],
)
def test_a_line_that_cannot_be_taken_is_told_with_its_number_and_the_rest_is_loaded(
    quick: CommandLine, line: str, reason: str
) -> None:
    path = history(quick.folder, OPENED, line, "A1,2,2016-04-18T10:30:00,acknowledged,Theo,,")

    result = replay(quick, path)

    assert result.exit_code == 1
    assert result.stderr == f"line 3: {reason}\n"
    assert "2 taken" in result.stdout
    assert "1 refused" in result.stdout
    assert log(quick) == ["created", "human_reply"]


def test_bytes_in_another_encoding_spoil_their_own_line_only(quick: CommandLine) -> None:
    path = history(quick.folder, OPENED)
    path.write_bytes(path.read_bytes() + b"A1,1,2016-04-18T10:00:00,acknowledged,Ren\xe9,,\n")

    result = replay(quick, path)

    assert result.stderr == "line 3: the text is not in UTF-8\n"
    assert log(quick) == ["created"]


def test_a_strict_replay_loads_nothing_at_all_if_a_line_is_bad(quick: CommandLine) -> None:
    path = history(quick.folder, OPENED, "A1,1,2016-04-18T10:00:00,closed,,,")

    result = replay(quick, path, "--strict")

    assert result.exit_code == 1
    assert result.stderr == "line 3: A1 is new, so it cannot be closed\n"
    assert rows(quick, "SELECT * FROM requests") == []
    assert rows(quick, "SELECT * FROM people") == []


def test_a_strict_replay_of_a_clean_history_loads_it(quick: CommandLine) -> None:
    result = replay(quick, SMALL, "--strict")

    assert result.exit_code == 0
    assert len(rows(quick, "SELECT * FROM requests")) == 8


def test_many_bad_lines_are_counted_on_the_screen_and_listed_in_the_report(
    quick: CommandLine,
) -> None:
    bad = [f"A1,{n},2016-04-18T10:00:00,closed,,," for n in range(1, 31)]
    report = quick.folder / "report.txt"

    result = replay(quick, history(quick.folder, OPENED, *bad), "--report", report)

    assert len(result.stderr.splitlines()) == 21
    assert result.stderr.endswith("... and 10 more; --report FILE lists them all.\n")
    assert len(report.read_text().splitlines()) == 30


def test_a_file_of_another_format_is_refused_as_a_whole(quick: CommandLine) -> None:
    path = quick.folder / "other.csv"
    path.write_text("id,when,what\n1,today,opened\n")

    result = replay(quick, path)

    assert result.exit_code == 2
    assert result.stderr == f"Error: {path}: The first line of a history has to be {HEADER}.\n"


def test_a_packed_file_that_breaks_off_is_refused_as_a_whole(quick: CommandLine) -> None:
    path = quick.folder / "history.csv.gz"
    path.write_bytes(gzip.compress(SMALL.read_bytes())[:-20])

    result = replay(quick, path)

    assert result.exit_code == 2
    assert result.stderr == f"Error: {path} cannot be read to its end; nothing was loaded.\n"
