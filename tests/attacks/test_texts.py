"""Words that no database likes, by every way in which people's words are stored."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

import pytest
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from bot.domain.request import State
from bot.usecases import surveys
from bot.usecases.work import LONGEST_CATEGORY
from handlers.ids import pack
from storage.conversations import Side
from storage.tables import deliveries, event_notes, job_runs, lanes, outbox
from tests.attacks.door import BOT, TAKEN
from tests.support.offices import ALICE, NOW, THEO, act, file

if TYPE_CHECKING:
    from sqlalchemy import Table

    from tests.attacks.door import Door

NUL, HALF = "\x00", "\ud83d"
#: Each is survived by the words around it.
NASTY: Final = {
    "NUL": f"before{NUL}after",
    "half a character": f"before{HALF}after",
    "brackets": "before" + "<" * 10_000 + "after",
    "entities": "before" + "&#0;&#xD800;" * 99 + "after",
    "bells": "before\x07\x1b[31m\u202eafter",
    "a novel": "before " + "all work and no play " * 1_900 + " after",
    "SQL": "before'); DROP TABLE requests; -- %s :x {0} {number} after",
}
SECRET: Final = "xyzzy"


def test_requests_survive_their_words(door: Door) -> None:
    for minutes, text in enumerate(NASTY.values()):
        door.types(ALICE, "/request", text)
        # What somebody says within a minute is one request.
        door.says(ALICE, text, ts=f"{NOW.timestamp() - 120 * minutes:.6f}")
        # The first time, what may be the same is shown above the form.
        filled = _state(title=text[:150], details=text, purpose=text)
        if '"update"' in door.sends(ALICE, "new_request", filled):
            door.sends(ALICE, "new_request", filled, metadata=pack(warned="yes"))
        door.sends(ALICE, "add_details", _state(details=text), metadata=pack(number=1))

    assert door.filed() == 3 * len(NASTY)
    with door.office.store.read() as tx:
        filed = [tx.requests.by_number(n + 1).texts for n in range(3 * len(NASTY))]
    assert [texts.title for texts in filed if _is_hurt(f"{texts.title} {texts.details}")] == []


def test_moves_survive_their_words(door: Door) -> None:
    for name, text in NASTY.items():
        number = file(door.office, name).number
        about = pack(number=number)
        door.types(THEO, "/desk", f"hold {number} vendor {text}")
        door.types(THEO, "/desk", f"resume {number}")
        door.types(THEO, "/desk", f"escalate {number} lead {text}")
        solution = _state(resolution=text, steps=text, cause=text, follow_up=text)
        door.sends(THEO, "resolve", solution, metadata=about)
        door.sends(ALICE, "reopen", _state(reason=text), metadata=about)
        door.types(THEO, "/desk", f"cancel {number} {text}")

        assert door.request(number).state is State.CANCELLED
    with door.office.store.database.read() as connection:
        notes = list(connection.execute(select(event_notes.c.text)).scalars())
    assert len(notes) == 5 * len(NASTY)
    assert [note for note in notes if _is_hurt(note)] == []


def test_conversations_survive_their_words(door: Door) -> None:
    request = file(door.office)
    with door.office.store.write() as tx:
        tx.conversations.stands(request.id, Side.REQUESTER, channel="D0", ts="5.5")
    spot = {"channel": "D0", "thread_ts": "5.5"}

    for n, text in enumerate(NASTY.values()):
        door.says(ALICE, text, ts=f"6.{n}", **spot)
        files = [{"id": f"F{n}", "name": text, "permalink": "https://home.slack.com/f"}]
        door.says(ALICE, "", ts=f"7.{n}", subtype="file_share", files=files, **spot)
        edit = {"user": ALICE, "ts": f"6.{n}", "text": f"Now {text}"}
        door.event(type="message", subtype="message_changed", channel="D0", message=edit)

    with door.office.store.read() as tx:
        spots = [f"{second}.{n}" for second in (6, 7) for n in range(len(NASTY))]
        found = [tx.messages.at("D0", ts) for ts in spots]
    words = [message.text for message in found if message]
    assert len(words) == 2 * len(NASTY)
    assert [text for text in words if _is_hurt(text)] == []
    assert all(text.startswith("Now before") for text in words[: len(NASTY)])


def test_names_and_categories_survive_or_are_refused(door: Door) -> None:
    number = file(door.office).number

    for text in NASTY.values():
        profile = {"id": ALICE, "profile": {"display_name": text}, "tz": "UTC"}
        learned = door.event(type="user_change", user=profile)
        routed = door.types(THEO, "/desk", f"route {number} {text}")

        assert learned.status == TAKEN
        assert "is filed under before" in routed or "Please name a category" in routed
        assert len(door.request(number).category or "") <= LONGEST_CATEGORY


def test_an_answer_survives_its_words_and_every_tick(door: Door) -> None:
    number = file(door.office).number
    door.types(THEO, "/desk", f"resolve {number} Done")
    surveys.ask_due(door.office, door.office.desks["it"].calendar.add_minutes(NOW, 600))
    surveys.rate(door.office, act(ALICE, "rates"), survey_id=1, score=2)
    ticks = ("speed", "solution", "manner", "informed", "other", "<!channel>")
    mattered = {"mattered": {"selected_options": [{"value": tick} for tick in ticks]}}

    for text in NASTY.values():
        state = {**_state(comment=text), "mattered": mattered}
        assert "errors" not in door.sends(ALICE, "survey_comment", state, metadata=pack(survey=1))

    with door.office.store.read() as tx:
        answer = tx.surveys.answer_of(1)
    assert answer is not None
    assert answer.mattered == "speed,solution,manner,informed,other"


def test_a_request_that_nobody_can_see_is_none(door: Door) -> None:
    for text in ("", " ", "\u200b", "\u2060\u200b", "\x00", "\u202e"):
        door.says(ALICE, f"<@{BOT}> {text}", type="app_mention", channel="C04ALL")

    assert door.filed() == 0


def test_people_s_words_stand_in_no_queue_and_no_log(
    door: Door, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for library in ("slack_sdk", "slack_bolt"):
        caplog.set_level(logging.INFO, logger=library)

    _talk_about(door, SECRET)
    door.says(ALICE, SECRET)
    door.says(ALICE, f"<@{BOT}> {SECRET}", type="app_mention", channel="C04ALL")
    with door.office.store.database.write() as connection:
        connection.exec_driver_sql("ALTER TABLE event_notes RENAME TO elsewhere")
        connection.exec_driver_sql("ALTER TABLE request_texts RENAME TO elsewhere_too")
    _talk_about(door, SECRET)
    with pytest.raises(SQLAlchemyError) as failed:
        door.says(ALICE, SECRET)

    assert SECRET not in str(failed.value)
    kept = [row for table in (deliveries, outbox, lanes, job_runs) for row in _rows(door, table)]
    assert [row for row in kept if SECRET in row] == []
    assert "interaction failed" in caplog.text
    logged = [*caplog.messages, caplog.text, *(str(vars(record)) for record in caplog.records)]
    assert [line for line in logged if SECRET in line] == []


def _is_hurt(text: str) -> bool:
    """Tell whether a text has lost its ends, or kept what should have gone."""
    return "before" not in text or "after" not in text or bool({NUL, HALF} & set(text))


def _talk_about(door: Door, words: str) -> None:
    door.types(ALICE, "/request", words)
    door.types(THEO, "/desk", f"claim 1 {words}")
    door.types(THEO, "/desk", f"hold 1 vendor {words}")
    door.types(THEO, "/desk", f"escalate 1 lead {words}")
    door.types(THEO, "/desk", f"resolve 1 {words}")
    door.types(ALICE, "/desk", f"reopen 1 {words}")
    door.types(THEO, "/desk", f"cancel 1 {words}")
    door.types(THEO, "/desk", words)
    door.sends(ALICE, "new_request", _state(title=words, details=words, purpose=words))
    door.sends(ALICE, "add_details", _state(details=words), metadata=pack(number=1))


def _rows(door: Door, table: Table) -> list[str]:
    with door.office.store.database.read() as connection:
        return [str(row) for row in connection.execute(select(table))]


def _state(**fields: str) -> dict[str, object]:
    return {name: {name: {"value": value}} for name, value in fields.items()}
