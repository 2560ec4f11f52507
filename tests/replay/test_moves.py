from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.replay.histories import OPENED, history, log, replay, rows, state

if TYPE_CHECKING:
    from tests.support.commands import CommandLine


def test_a_request_lives_through_its_lines_in_the_order_of_seq(quick: CommandLine) -> None:
    path = history(
        quick.folder,
        "A1,3,2016-04-19T09:00:00,closed,,,",
        "A1,2,2016-04-18T09:20:00,resolved,Theo,,",
        OPENED,
        "A1,1,2016-04-18T09:20:00,claimed,Theo,,",
    )

    result = replay(quick, path)

    assert result.exit_code == 0, result.output
    assert log(quick) == ["created", "claimed", "resolved", "closed"]
    assert state(quick, "state") == "closed"


def test_a_request_is_called_after_its_title_or_category_and_knows_what_it_was_filed_with(
    quick: CommandLine,
) -> None:
    named = "A2,0,2016-04-18T09:00:00,opened,Bob,,title=Lost badge;category=Access"

    replay(quick, history(quick.folder, OPENED, named))

    filed = rows(quick, "SELECT number, priority, category, channel FROM requests")
    titles = rows(quick, "SELECT title FROM request_texts ORDER BY request_id")
    assert filed == [(1, "P2", "Access", "Phone"), (2, "P3", "Access", "unknown")]
    assert titles == [("Access",), ("Lost badge",)]


def test_attributes_fill_in_what_the_events_do_not_say(quick: CommandLine) -> None:
    attributes = quick.folder / "requests.csv"
    attributes.write_text(
        "request_id,priority,category,requester\nA1,1 - Critical,Network,Bob\nA2,1,,Bob\n"
    )
    path = history(quick.folder, OPENED, "A2,0,2016-04-18T09:00:00,opened,,,")

    replay(quick, path, "--requests", attributes)

    query = """
        SELECT r.priority, t.title, p.name FROM requests r
        JOIN people p ON p.id = r.requester_id JOIN request_texts t ON t.request_id = r.id
        ORDER BY r.source_id
    """
    assert rows(quick, query) == [("P2", "Access", "Alice"), ("P1", "Request A2", "Bob")]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("Awaiting User Info", "requester"),
        ("waiting for the caller", "requester"),
        ("Awaiting Vendor", "vendor"),
        ("needs approval", "approval"),
        ("until Monday", "scheduled"),
        ("Awaiting Evidence", "other"),
    ],
)
def test_the_reason_of_a_hold_is_told_from_its_words(
    quick: CommandLine, words: str, reason: str
) -> None:
    replay(quick, history(quick.folder, OPENED, f"A1,1,2016-04-18T10:00:00,on_hold,Theo,,{words}"))

    assert state(quick, "hold_reason") == reason


def test_what_was_resolved_on_hold_was_resumed_first(quick: CommandLine) -> None:
    path = history(
        quick.folder,
        OPENED,
        "A1,1,2016-04-18T10:00:00,on_hold,Theo,,Awaiting User Info",
        "A1,2,2016-04-18T11:00:00,on_hold,Theo,,Awaiting Vendor",
        "A1,3,2016-04-18T16:00:00,resolved,Theo,,",
    )

    result = replay(quick, path)

    kinds = ["created", "hold_started", "hold_ended", "hold_started", "hold_ended", "resolved"]
    assert log(quick) == kinds
    assert "4 taken" in result.stdout
    # Only the hour for the requester stops the promise; the vendor's five hours do not.
    assert state(quick, "held_minutes") == 60


def test_a_team_that_nobody_owned_a_request_for_takes_it_over_without_an_owner(
    quick: CommandLine,
) -> None:
    path = history(
        quick.folder,
        OPENED,
        "A1,1,2016-04-18T10:00:00,reassigned,Ana,Second line,priority=1 - Critical",
        "A1,2,2016-04-18T11:00:00,claimed,Ana,Second line,",
        "A1,3,2016-04-18T12:00:00,reassigned,Ben,Second line,",
    )

    replay(quick, path)

    owner = rows(quick, "SELECT p.name FROM requests r JOIN people p ON p.id = r.owner_id")
    assert owner == [("Ben",)]
    assert log(quick) == ["created", "priority_changed", "assigned", "claimed", "assigned"]
    assert (state(quick, "priority"), state(quick, "reassignments")) == ("P1", 2)
    assert str(state(quick, "first_claimed_at")).startswith("2016-04-18 11:00")


def test_local_times_are_those_of_the_zone_and_offsets_speak_for_themselves(
    quick: CommandLine,
) -> None:
    path = history(quick.folder, OPENED, "A1,1,2016-04-18T09:10:00+00:00,acknowledged,Theo,,")

    quick.run("replay", path, "--desk", "it", "--tz", "Europe/Berlin")

    instants = [str(at)[:16] for (at,) in rows(quick, "SELECT at FROM request_events ORDER BY seq")]
    assert instants == ["2016-04-18 07:00", "2016-04-18 09:10"]


def test_a_replay_posts_nothing_and_asks_nobody(quick: CommandLine) -> None:
    path = history(quick.folder, OPENED, "A1,1,2016-04-18T09:20:00,resolved,Theo,,")

    replay(quick, path)

    for table in ("outbox", "surveys", "conversations"):
        assert rows(quick, f"SELECT * FROM {table}") == []  # noqa: S608 - names of our own
