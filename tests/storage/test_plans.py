"""No question that is asked all day long makes the database read everything it holds."""

from __future__ import annotations

import re
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import pytest
from sqlalchemy import event

from bot.domain.reminders import Key
from bot.domain.request import Request
from bot.domain.vendors.chasing import ChaseKind
from storage.absences import Source
from storage.conversations import Conversation, Side
from storage.lists import Pile
from storage.search import Term
from tests.support.offices import NOW, office_on

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.usecases.office import Office
    from storage.store import Transaction
    from tests.support.databases import SqliteDatabases

# Whatever is searched by its workspace alone is everything there is.
READS_ALL: Final = re.compile(r"^SCAN (?!CONSTANT)|\(workspace_id=\?\)$")
# These hold what waits to be sent or told, what is out and who is away at the moment, and who
# works at one desk, and nothing else.
SMALL: Final = {
    "SCAN (subquery-5)",
    "SCAN outbox USING INDEX ix_outbox_unsent",
    "SCAN reminder_calls",
    "SEARCH absences USING COVERING INDEX sqlite_autoindex_absences_1 (workspace_id=?)",
    "SEARCH outages USING INDEX uq_outages_system (workspace_id=?)",
    "SEARCH reminder_calls USING INDEX ix_reminder_calls_waiting (workspace_id=?)",
}
HOUR: Final = timedelta(hours=1)
# A list without room is full, so that the rest of it is counted as well.
NONE: Final = 0

TERMS: Final = (
    Term(words=("vpn", "vpns"), weight=1.5),
    Term(words=("down",), weight=1.0),
)

QUESTIONS: Final[dict[str, Callable[[Transaction], object]]] = {
    "outbox": lambda tx: tx.outbox.claim(NOW, limit=8, lease=HOUR),
    "to close": lambda tx: tx.requests.due_to_close(NOW, limit=100),
    "to resume": lambda tx: tx.requests.due_to_resume(NOW, limit=100),
    "to remind": lambda tx: tx.requests.due_to_remind(NOW, limit=100),
    "steps taken": lambda tx: tx.reminders.done(1),
    "whom was asked": lambda tx: tx.reminders.asked(1, Key("cycle:unclaimed", "0/", 10)),
    "steps of a message": lambda tx: tx.reminders.of_bundle(1),
    "a message was sent": lambda tx: tx.reminders.bundle_sent(1, now=NOW),
    "to ask": lambda tx: tx.surveys.due(NOW, limit=100),
    "old deliveries": lambda tx: tx.deliveries.forget(before=NOW),
    "delivery": lambda tx: tx.deliveries.take("Ev1", now=NOW),
    "thread": lambda tx: tx.conversations.at("C04TEAM", "1.0"),
    "threads": lambda tx: tx.conversations.threads_of(1),
    "one thread": lambda tx: tx.conversations.of(1, Side.CARD),
    "what somebody owns": lambda tx: tx.duties.owned(1),
    "what somebody needs": lambda tx: tx.duties.filed(1),
    "what somebody is asked": lambda tx: tx.duties.asked(1),
    "what is let alone": lambda tx: tx.jobs.resting("close", NOW),
    "who leaves": lambda tx: tx.leavers.due(NOW, limit=100),
    "groups": lambda tx: tx.groups.of(1, ["S04IT", "S04NET"]),
    "specialists": lambda tx: tx.events.specialists_asked(1),
    "pings": lambda tx: tx.reporting.pings("it", NOW - HOUR, NOW),
    "threads in work": lambda tx: tx.conversations.in_work(["it"], closing_after=NOW),
    "known messages": lambda tx: tx.messages.known("C04TEAM", ["1.0"]),
    "what a thread says": lambda tx: tx.messages.in_thread(_thread(), since="1.0"),
    "waiting messages": lambda tx: tx.messages.waiting(1, Side.CARD, limit=100),
    "files": lambda tx: tx.files.of_message("C04TEAM", "1.0"),
    "copy of a file": lambda tx: tx.files.copy_in(1, 1),
    "copies of files": lambda tx: tx.files.copies_in(1),
    "message": lambda tx: tx.messages.at("C04TEAM", "1.0"),
    "source": lambda tx: tx.sources.at("C04HELP", "1.0"),
    "one breath": lambda tx: tx.sources.near("C04HELP", author_id=1, since="1.0", until="2.0"),
    "begun at": lambda tx: tx.messages.request_begun_at("C04HELP", "1.0"),
    "own requests": lambda tx: tx.lists.of_requester(1, limit=NONE),
    "own open": lambda tx: tx.lists.open_of("U04ALICE", limit=NONE),
    "own solved": lambda tx: tx.lists.solved_for(1, limit=4),
    "heads to look at": lambda tx: tx.upkeep.take(NOW, again_at=NOW + HOUR, limit=2),
    "whether to look": lambda tx: tx.upkeep.is_due(NOW),
    "earlier thread": lambda tx: tx.upkeep.earlier("C04TEAM", "1.0"),
    "several threads": lambda tx: tx.conversations.threads_of_several([1, 2]),
    "open state": lambda tx: tx.reporting.open_state("it", NOW),
    "own histories": lambda tx: tx.reporting.histories("it", NOW - HOUR, NOW, owner_id=1),
    "mine": lambda tx: _pile(tx, Pile.MINE),
    "unclaimed": lambda tx: _pile(tx, Pile.UNCLAIMED),
    "due soon": lambda tx: _pile(tx, Pile.DUE_SOON),
    "act now": lambda tx: tx.reporting.open_requests("it", due_before=NOW, limit=300),
    "histories": lambda tx: tx.reporting.histories("it", NOW - HOUR, NOW),
    "open count": lambda tx: tx.reporting.open_count("it", NOW),
    "filed": lambda tx: tx.reporting.filed_between("it", [NOW - HOUR, NOW]),
    "beginning": lambda tx: tx.reporting.first_event_at("it"),
    "links": lambda tx: tx.links.around(_part()),
    "parts": lambda tx: tx.links.parts_of(1),
    "last words": lambda tx: tx.events.last_note(1),
    "questions": lambda tx: tx.surveys.undecided_of(1),
    "words": lambda tx: tx.search.common(["vpn", "down"]),
    "word's beginning": lambda tx: tx.search.beginning_with("vp"),
    "open with words": lambda tx: tx.search.open_with("it", ["vpn", "vpns"], limit=20),
    "size": lambda tx: tx.search.size(),
    "several": lambda tx: tx.search.several([1, 2]),
    "find": lambda tx: tx.search.find("it", TERMS, reader=1, limit=15),
    "old words": lambda tx: tx.search.forget(1),
    "poor experiences": lambda tx: tx.experiences.untold("it", 1, since=NOW),
    "to follow up": lambda tx: tx.lists.to_follow_up("it", 1, limit=5),
    "vendors": lambda tx: tx.vendors.of_desk("it"),
    "some vendors": lambda tx: tx.vendors.several([1, 2]),
    "contracts that end": lambda tx: tx.vendors.due_notices(NOW, limit=100),
    "with vendors": lambda tx: tx.engagements.of(1),
    "vendors to chase": lambda tx: tx.engagements.due(NOW, limit=100),
    "asked of vendors": lambda tx: tx.engagements.asked_of([1, 2], since=NOW),
    "several logs": lambda tx: tx.engagements.logs([1, 2]),
    "chased": lambda tx: tx.engagements.chased(1, ChaseKind.LATE),
    "person": lambda tx: tx.people.ensure("U0ALICE"),
    "outage": lambda tx: tx.outages.of(1),
    "outages": lambda tx: tx.outages.ongoing(),
    "outages of a system": lambda tx: tx.outages.ongoing("VPN"),
    "late news": lambda tx: tx.outages.to_remind(NOW, limit=100),
    "outage of a part": lambda tx: tx.outages.suspected(1),
    "parts of an outage": lambda tx: tx.outages.candidates(1),
    "requests of a system": lambda tx: tx.outages.lately_about("it", "VPN", since=NOW - HOUR),
    "bulletins": lambda tx: tx.outages.bulletins(1),
    "proposal": lambda tx: tx.proposals.asked_since("it", "VPN", NOW - HOUR),
    "leaving": lambda tx: tx.people.leave("it", ["U0ALICE"]),
    "hands": lambda tx: tx.crew.hands("it", groups=["S04IT"], named=["U0THEO"], but=(), now=NOW),
    "turn": lambda tx: tx.crew.hold("it"),
    "last solver": lambda tx: tx.crew.last_solver(1, "it", since=NOW - HOUR),
    "who is away": lambda tx: tx.absences.now([1, 2], NOW),
    "who is back": lambda tx: tx.absences.next_end([1, 2], NOW),
    "what waits first": lambda tx: tx.backlog.heads("it"),
    "what waits alike": lambda tx: tx.backlog.numbers("it", "queue/1//", limit=5),
    "how it waits": lambda tx: tx.backlog.of(1),
    "where to look": lambda tx: tx.backlog.due(NOW),
    "whether to look again": lambda tx: tx.backlog.look_if_any(NOW, "it"),
    "who says that he is away": lambda tx: tx.absences.away_by(Source.STATUS),
    "back": lambda tx: tx.absences.end([1], Source.OWN),
    "lessons": lambda tx: tx.lessons.learned("it", ["vpn", "down"]),
    "learning": lambda tx: tx.lessons.learn(1, "it", "Network"),
    "whether any wait to hear": lambda tx: tx.reminders.some_wait(),
    "who waits to hear": lambda tx: tx.reminders.bundle(),
    "who never heard": lambda tx: tx.reminders.forget_calls(before=NOW),
    "newest entries": lambda tx: tx.audit.newest("it", limit=20, skip=0),
}


@pytest.fixture
def office(sqlite_databases: SqliteDatabases) -> Iterator[Office]:
    """Open an office on SQLite, which tells its plans in words that can be compared."""
    with sqlite_databases.fresh() as url, office_on(url) as opened:
        yield opened


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_is_answered_by_an_index(office: Office, question: str) -> None:
    with office.store.write() as tx, _statements(office) as asked:
        QUESTIONS[question](tx)

    assert asked
    assert {step for step in _plan(office, asked) if READS_ALL.search(step)} <= SMALL


def _thread() -> Conversation:
    return Conversation(
        id=1,
        request_id=1,
        side=Side.CARD,
        channel="C04TEAM",
        root_ts="1.0",
        message_ts="1.0",
    )


def _part() -> Request:
    return Request(
        id=2,
        number=2,
        desk_key="it",
        requester_id=1,
        created_at=NOW,
        merged_into=1,
        follows=1,
    )


def _pile(tx: Transaction, pile: Pile) -> object:
    return tx.lists.pile("it", pile, person_id=1, before=NOW, limit=NONE)


@contextmanager
def _statements(office: Office) -> Iterator[list[tuple[str, tuple[object, ...]]]]:
    """Collect what is asked meanwhile."""
    engine, asked = office.store.database.engine, list[tuple[str, tuple[object, ...]]]()

    def note(*call: object) -> None:
        _, _, statement, values, *_ = call
        if isinstance(statement, str) and isinstance(values, tuple):
            asked.append((statement, values))

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(engine, "before_cursor_execute", note)


def _plan(office: Office, asked: list[tuple[str, tuple[object, ...]]]) -> list[str]:
    with office.store.database.read() as connection:
        return [
            row.detail
            for statement, values in asked
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        ]
