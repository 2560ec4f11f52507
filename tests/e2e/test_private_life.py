"""A private request goes through everything, and nobody else learns a word of it."""

from __future__ import annotations

import json
import logging
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from click.testing import CliRunner
from sqlalchemy import select

from bot.cli import main
from bot.domain.request import State
from storage.conversations import Side
from storage.tables import metadata

if TYPE_CHECKING:
    import pytest

    from sandbox import Message
    from tests.e2e.workplace import Workplace

#: Where words of people may stand in the database; everything else holds facts only.
WORDS: Final = {"request_texts", "request_words", "thread_messages", "event_notes", "answers"}
#: Their libraries would log whole messages, so that the desk keeps them quiet as well.
QUIET: Final = ("slack_sdk", "slack_bolt")


def test_of_a_whole_private_life_no_word_is_left_anywhere_else(
    desk: Workplace, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for name in QUIET:
        caplog.set_level(logging.INFO, logger=name)
    cast = desk.cast

    number = _whole_life(desk)

    others = [cast.bob, cast.ana, cast.ben]
    asked = [
        desk.told(person.command(command, words))
        for person in others
        for command, words in (
            ("/desk", ""),
            ("/desk", "queue"),
            ("/desk", "find title"),
            ("/desk", f"show {number}"),
            ("/desk", "digest"),
            ("/desk", "leaderboard"),
            ("/request", "list"),
            ("/request", str(number)),
        )
    ]
    for person in others:
        person.opens_home()
    desk.settle()
    heard = [desk.reads(m) for person in others for m in (*person.inbox, *person.ephemerals)]
    homes = [desk.slack.read(home) for home in (person.home for person in others) if home]
    assert desk.request(number).state is State.CLOSED
    assert [line for line in (*asked, *heard, *homes, *_printed(desk)) if _tells(line)] == []
    assert [call for call in _sent(desk) if _tells(call)] == []
    assert {table for table, row in _rows(desk) if _tells(row)} <= WORDS
    assert not _tells(caplog.text)


def _whole_life(desk: Workplace) -> int:
    """Let a request live through everything, with a zebra in every word of it."""
    cast = desk.cast
    values = {
        "title": "Zebra title",
        "details": "zebra details",
        "purpose": "zebra purpose",
        "end_product": "zebra product",
        "private": ["private"],
    }
    cast.alice.command("/request")
    desk.until(lambda: cast.alice.view, "the form")
    cast.alice.submits(values)
    desk.settle()
    number = desk.last_number()
    cast.alice.dms("zebra before", desk.receipt(number))
    cast.theo.clicks(desk.card(number), "Claim")
    desk.settle()
    cast.theo.dms("zebra answer", _owners(desk, number))
    cast.theo.dms("// zebra note", _owners(desk, number))
    desk.settle()
    for words in (
        f"route {number} Zebra category",
        f"hold {number} requester zebra question",
        f"escalate {number} tier2 zebra reason",
        f"escalate {number} lead zebra reason",
    ):
        cast.theo.command("/desk", words)
        desk.settle()
    cast.mona.command("/desk", f"show {number}")
    cast.mona.command("/desk", f"assign {number} @tara")
    desk.settle()
    _ends(desk, number)
    return number


def _ends(desk: Workplace, number: int) -> None:
    cast = desk.cast
    cast.tara.command("/desk", f"resume {number}")
    cast.tara.command("/desk", f"resolve {number} zebra solution")
    desk.settle()
    cast.alice.command("/desk", f"reopen {number} zebra again")
    desk.settle()
    solution = {"resolution": "zebra solution", "steps": "zebra steps", "cause": "zebra cause"}
    desk.fills(cast.tara, _owners(desk, number), "Resolve…", solution)
    desk.clock.advance(timedelta(hours=2))
    desk.tick()
    question = next(m for m in cast.alice.inbox if "Very dissatisfied" in desk.reads(m))
    cast.alice.clicks(question, "Very dissatisfied")
    desk.settle()
    answered = next(m for m in cast.alice.inbox if m.ts == question.ts)
    desk.fills(cast.alice, answered, "Add a comment", {"comment": "zebra comment"})
    desk.clock.advance(timedelta(days=8))
    desk.tick()


def _tells(text: str) -> bool:
    return "zebra" in text.lower()


def _sent(desk: Workplace) -> list[str]:
    """Give what was sent to anybody but the readers."""
    cast = desk.cast
    readers = [cast.alice, cast.theo, cast.tara, cast.mona]
    theirs = {m.channel for person in readers for m in person.inbox}
    known = theirs | {person.id for person in readers}
    calls = []
    for call in desk.slack.calls:
        to = call.args.get("user") or call.args.get("channel")
        to = to or call.args.get("user_id")
        # A form opens for whoever has just pressed something.
        if to not in known and call.method != "views.open":
            calls.append(json.dumps(call.args, default=str))
    return calls


def _rows(desk: Workplace) -> list[tuple[str, str]]:
    """Read every row of the database; a category is a code, and stands among the facts."""
    found = []
    with desk.bot.office.store.database.read() as connection:
        for table in metadata.sorted_tables:
            for row in connection.execute(select(table)):
                text = json.dumps(dict(row._mapping), default=str)  # noqa: SLF001 - its public name
                found.append((table.name, text.replace("Zebra category", "")))
    return found


def _printed(desk: Workplace) -> list[str]:
    """Print what the terminal tells about the desk."""
    runner = CliRunner(env=desk.plan.environment(desk.slack))
    days = ["--from", "2026-03-01", "--to", "2026-03-31"]
    asked = (
        ["kpis", "--desk", "it", *days],
        ["digest", "--desk", "it", "--date", "2026-03-03"],
        ["leaderboard", "--desk", "it", "--week", "2026-03-02", "--by", "csat"],
    )
    return [runner.invoke(main, words, catch_exceptions=False).output for words in asked]


def _owners(desk: Workplace, number: int) -> Message:
    """Find the head of the thread in which the owner works."""
    with desk.bot.office.store.read() as tx:
        thread = tx.conversations.of(tx.requests.by_number(number).request.id, Side.OWNER)
    assert thread is not None
    found = [m for m in desk.slack.messages(thread.channel or "") if m.ts == thread.message_ts]
    return found[0]
