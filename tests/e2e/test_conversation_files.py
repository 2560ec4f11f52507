"""Files and pictures stand in both threads, once, and go with their words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.e2e.workplace import CONFIG, INTAKE, TEAM, workplace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox import Message
    from tests.e2e.workplace import Plan, Workplace


def files_below(office: Workplace, root: Message) -> list[str]:
    """Name the files that the bot has shared in a thread."""
    start = root.thread_ts or root.ts
    return [
        file["name"]
        for message in office.slack.messages(root.channel)
        if message.thread_ts == start and not message.deleted
        for file in message.files
        if message.user == office.slack.bot_user_id
    ]


def test_a_file_of_the_requester_reaches_the_cards_thread_after_its_words(
    office: Workplace,
) -> None:
    number = office.claimed()

    office.cast.alice.shares("error.png", text="This is it", thread=office.receipt(number))
    office.settle()

    assert office.thread(office.card(number))[0] == "Alice (requester)\nThis is it"
    assert files_below(office, office.card(number)) == ["error.png"]


def test_a_file_of_the_owner_reaches_the_requester(office: Workplace) -> None:
    number = office.claimed()

    office.cast.theo.shares("manual.pdf", TEAM, text="Page 3", thread=office.card(number))
    office.settle()

    assert files_below(office, office.receipt(number)) == ["manual.pdf"]


def test_a_file_without_words_is_announced_by_its_name(office: Workplace) -> None:
    number = office.claimed()

    office.cast.alice.shares("error.png", thread=office.receipt(number))
    office.settle()

    assert office.thread(office.card(number))[0] == "Alice (requester)\nerror.png"
    assert files_below(office, office.card(number)) == ["error.png"]


def test_forty_files_arrive_in_their_order(office: Workplace) -> None:
    number = office.claimed()
    names = [f"{place:02}.log" for place in range(40)]

    office.cast.alice.shares(names, text="All of them", thread=office.receipt(number))
    office.until(
        lambda: len(files_below(office, office.card(number))) == 40, "the files", seconds=60
    )

    assert files_below(office, office.card(number)) == names


def test_the_files_of_the_first_message_stand_in_the_cards_thread(office: Workplace) -> None:
    office.cast.alice.shares("error.png", INTAKE, text="The printer burns")
    office.settle()

    assert files_below(office, office.card(1)) == ["error.png"]


def test_files_of_notes_stay_among_colleagues_until_they_are_sent(office: Workplace) -> None:
    tara = office.cast.tara
    number = office.claimed()
    tara.shares("plan.pdf", TEAM, text="Look at this", thread=office.card(number))
    office.settle()
    before = files_below(office, office.receipt(number))

    tara.clicks(tara.ephemerals[-1], "Send to requester")
    office.settle()

    assert before == []
    assert files_below(office, office.receipt(number)) == ["plan.pdf"]


def test_an_undo_takes_the_files_back_as_well(office: Workplace) -> None:
    theo = office.cast.theo
    number = office.claimed()
    theo.shares("salaries.xlsx", TEAM, text="Oops", thread=office.card(number))
    office.settle()
    before = files_below(office, office.receipt(number))

    theo.clicks(theo.ephemerals[-1], "Undo")
    office.settle()

    assert before == ["salaries.xlsx"]
    assert files_below(office, office.receipt(number)) == []


def test_a_deleted_message_takes_its_files_along(office: Workplace) -> None:
    alice = office.cast.alice
    number = office.claimed()
    said = alice.shares("error.png", text="Look", thread=office.receipt(number))
    office.settle()

    alice.deletes(said)
    office.settle()

    assert files_below(office, office.card(number)) == []
    with office.bot.office.store.read() as tx:
        (kept,) = tx.files.of_message(said.channel, said.ts)
    assert (kept.file.name, kept.file.url) == ("", "")


@pytest.mark.parametrize("method", ["files.completeUploadExternal", "files.getUploadURLExternal"])
@pytest.mark.parametrize("reset", ["before", "after"])
def test_a_lost_answer_does_not_copy_a_file_twice(
    office: Workplace, method: str, *, reset: str
) -> None:
    number = office.claimed()
    office.slack.faults.fail(method, reset=reset)  # type: ignore[arg-type] # one of the two

    office.cast.alice.shares("error.png", text="Look", thread=office.receipt(number))
    office.settle()

    assert files_below(office, office.card(number)) == ["error.png"]


@pytest.mark.parametrize(
    ("method", "error"),
    [
        ("files.getUploadURLExternal", "file_uploads_disabled"),
        ("files.completeUploadExternal", "storage_limit_reached"),
        ("files.getUploadURLExternal", "missing_scope"),
    ],
)
def test_where_slack_refuses_a_sentence_says_where_the_file_is(
    office: Workplace, method: str, error: str
) -> None:
    number = office.claimed()
    office.slack.faults.fail(method, error=error)

    office.cast.alice.shares("error.png", text="Look", thread=office.receipt(number))
    office.settle()

    assert "error.png" in office.thread(office.card(number))[-1]
    assert "stands in the other thread" in office.thread(office.card(number))[-1]


def test_a_sign_in_page_is_not_taken_for_the_file(office: Workplace) -> None:
    number = office.claimed()
    office.slack.faults.fail("url_private", status=302)

    office.cast.alice.shares("error.png", text="Look", thread=office.receipt(number))
    office.settle()

    assert "did not let me copy" in office.thread(office.card(number))[-1]


def test_a_file_that_never_arrives_holds_nothing_back(office: Workplace) -> None:
    alice = office.cast.alice
    number = office.claimed()
    office.slack.faults.fail("url_private", status=500, times=10)

    alice.shares("error.png", text="Look", thread=office.receipt(number))
    # Two deliveries at once may overtake each other.
    office.slack.settle()
    alice.dms("Did you get it?", office.receipt(number))
    office.settle()

    lines = office.thread(office.card(number))
    assert "did not let me copy" in lines[1]
    assert lines[2] == "Alice (requester)\nDid you get it?"


def test_a_file_is_copied_however_often_slack_says_to_wait(office: Workplace) -> None:
    number = office.claimed()
    office.slack.faults.fail("files.getUploadURLExternal", status=429, retry_after=0, times=5)

    office.cast.alice.shares("error.png", text="Look", thread=office.receipt(number))
    office.settle()

    assert files_below(office, office.card(number)) == ["error.png"]
    assert office.thread(office.card(number))[0] == "Alice (requester)\nLook"


def test_a_file_that_is_asked_for_too_often_is_had_a_moment_later(office: Workplace) -> None:
    number = office.claimed()
    office.slack.faults.fail("url_private", status=429)

    office.cast.alice.shares("error.png", text="Look", thread=office.receipt(number))
    office.settle()

    assert files_below(office, office.card(number)) == ["error.png"]


def test_a_sentence_in_place_of_a_file_is_taken_back_with_its_words(office: Workplace) -> None:
    theo = office.cast.theo
    number = office.claimed()
    office.slack.faults.fail("files.getUploadURLExternal", error="file_uploads_disabled")
    theo.shares("salaries.xlsx", TEAM, text="Oops", thread=office.card(number))
    office.settle()

    theo.clicks(theo.ephemerals[-1], "Undo")
    office.settle()

    assert not any("salaries" in line for line in office.thread(office.receipt(number)))


@pytest.fixture
def narrow(plan: Plan) -> Iterator[Workplace]:
    """Open a workplace that copies small files only."""
    with workplace(replace(plan, config=f"largest_file_mb = 1\n{CONFIG}")) as opened:
        yield opened


def test_a_file_over_the_limit_stays_where_it_is(narrow: Workplace) -> None:
    number = narrow.claimed()

    narrow.cast.alice.shares("film.mp4", text="Look", size=2 * 2**20, thread=narrow.receipt(number))
    narrow.settle()

    assert "too large" in narrow.thread(narrow.card(number))[-1]
    assert files_below(narrow, narrow.card(number)) == []
