"""What is held about somebody can be shown whole and can go, and no figure notices."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.domain.history import Period
from bot.usecases import endings, figures, surveys, talk, work
from bot.usecases.care import personal_data
from bot.usecases.care.personal_data import NobodyCalled, SeveralCalled, StillInRequests
from bot.usecases.endings import Solution
from bot.usecases.filing import intake
from bot.usecases.filing.intake import Filing
from storage.conversations import Side
from storage.surveys import Answer
from storage.tables import metadata
from tests.support.offices import ALICE, BOB, DESK, NOW, THEO, act, with_changes

if TYPE_CHECKING:
    from bot.usecases.office import Office

#: Words that stand nowhere else.
MARKS: Final = ("Zitrone", "Quitte", "Mirabelle", "Holunder", "Sanddorn", "Schlehe", "Berberitze")
TITLE, DETAILS, PURPOSE, SAID, NOTE, COMMENT, ADDED = MARKS
DAY: Final = timedelta(days=1)


def test_an_export_holds_every_word_of_the_person(office: Office) -> None:
    lived(office)

    held = str(personal_data.held_about(office, ALICE))

    for mark in (TITLE, DETAILS, PURPOSE, SAID, COMMENT, ADDED):
        assert mark in held


def test_an_export_holds_nothing_of_somebody_elses_private_request(office: Office) -> None:
    lived(office)
    with office.store.database.write() as connection:
        connection.execute(metadata.tables["requests"].update().values(private=True))

    theos, alices = (str(personal_data.held_about(office, who)) for who in (THEO, ALICE))

    assert not any(mark in theos for mark in MARKS)
    assert TITLE in alices


def test_nothing_of_an_erased_person_is_left(office: Office) -> None:
    lived(office)

    touched = personal_data.erase(office, ALICE, now=NOW)

    left = everything(office)
    assert touched == 1
    assert [mark for mark in MARKS if mark.casefold() in left.casefold()] == []
    assert [name for name in (ALICE, "Alice") if name in left] == []


def test_nothing_that_an_erased_technician_wrote_is_left(office: Office) -> None:
    lived(office)

    held = str(personal_data.held_about(office, THEO))
    personal_data.erase(office, THEO, now=NOW)

    left = everything(office)
    assert NOTE in held
    assert NOTE.casefold() not in left.casefold()
    assert TITLE in left


def test_no_figure_notices_that_somebody_was_erased(office: Office) -> None:
    lived(office)
    period = Period(start=NOW - DAY, end=NOW + DAY, zone=ZoneInfo("UTC"))
    before = figures.kpis(office, DESK, period)

    personal_data.erase(office, ALICE, now=NOW)
    personal_data.erase(office, THEO, now=NOW)

    assert figures.kpis(office, DESK, period) == before


def test_whoever_comes_back_is_somebody_new(office: Office) -> None:
    lived(office)
    personal_data.erase(office, ALICE, now=NOW)

    intake.file_request(office, act(ALICE, "again"), Filing(channel="dm", text="Me again"))

    held = personal_data.held_about(office, ALICE)
    assert [request["title"] for request in held["requests"]] == ["Me again"]


@pytest.mark.parametrize("who", [ALICE, THEO])
def test_nobody_is_erased_amid_an_open_request(office: Office, who: str) -> None:
    filing = Filing(channel="dm", text=TITLE)
    view = intake.file_request(office, act(ALICE, "file"), filing)
    assert view is not None
    work.claim(office, act(THEO, "claim"), number=view.request.number)

    with pytest.raises(StillInRequests):
        personal_data.erase(office, who, now=NOW)

    assert TITLE in everything(office)


def test_people_are_found_by_id_or_by_a_name_that_only_they_have(office: Office) -> None:
    with office.store.write() as tx:
        tx.people.learn([{"slack_id": "U0TWIN", "name": "Bob"}])

    assert personal_data.held_about(office, "Alice")["person"]["slack_id"] == ALICE
    with pytest.raises(SeveralCalled):
        personal_data.held_about(office, "Bob")
    with pytest.raises(NobodyCalled):
        personal_data.erase(office, "Nobody", now=NOW)


def test_words_go_when_the_desk_has_kept_them_long_enough(office: Office) -> None:
    lived(office)
    keeping = with_words_kept(office, days=30)

    early = personal_data.forget_old_words(keeping, NOW + 29 * DAY)
    kept = TITLE in everything(office)
    late = personal_data.forget_old_words(keeping, NOW + 31 * DAY)
    again = personal_data.forget_old_words(keeping, NOW + 32 * DAY)

    assert (early, late, again) == (0, 1, 0)
    assert kept
    assert [mark for mark in MARKS if mark in everything(office)] == []


def test_a_category_may_keep_its_words_longer_or_shorter(office: Office) -> None:
    lived(office)

    longer = with_words_kept(office, days=30, of={"Access": 90})
    shorter = with_words_kept(office, days=0, of={"Access": 10})

    assert personal_data.forget_old_words(longer, NOW + 31 * DAY) == 0
    assert personal_data.forget_old_words(shorter, NOW + 11 * DAY) == 1


def test_words_of_open_requests_and_of_a_desk_that_keeps_them_stay(office: Office) -> None:
    intake.file_request(office, act(ALICE, "open"), Filing(channel="dm", text=TITLE))

    assert personal_data.forget_old_words(with_words_kept(office, days=1), NOW + 99 * DAY) == 0
    assert personal_data.forget_old_words(office, NOW + 9999 * DAY) == 0


def with_words_kept(office: Office, *, days: int, of: dict[str, int] | None = None) -> Office:
    desk = with_changes(DESK, keep_words_days=days, keep_words_days_of=of or {})
    return replace(office, desks={desk.key: desk})


def lived(office: Office) -> None:
    """Take a request through a whole life, in which everybody writes something."""
    filing = Filing(channel="dm", text=TITLE, details=DETAILS, purpose=PURPOSE, category="Access")
    view = intake.file_request(office, act(ALICE, "file"), filing)
    assert view is not None
    number = view.request.number
    with office.store.write() as tx:
        for side, channel in ((Side.CARD, "C04TEAM"), (Side.REQUESTER, "D0ALICE")):
            tx.conversations.stands(view.request.id, side, channel=channel, ts="1.0")
    intake.add_details(office, act(ALICE, "add"), number=number, details=ADDED)
    said = talk.Said(channel="D0ALICE", thread_ts="1.0", ts="2.0", text=SAID, said_at=NOW)
    talk.hear(office, act(ALICE, "say"), said)
    work.claim(office, act(THEO, "claim"), number=number)
    endings.resolve(office, act(THEO, "solve"), number=number, solution=Solution(note=NOTE))
    endings.say_solved(office, act(ALICE, "close"), number=number)
    surveys.ask_due(office, NOW + DAY)
    surveys.rate(office, act(ALICE, "rate", NOW + DAY), survey_id=1, score=5)
    answer = Answer(score=0, answered_at=NOW + DAY, comment=COMMENT)
    surveys.comment(office, act(ALICE, "comment", NOW + DAY), survey_id=1, answer=answer)
    intake.file_request(office, act(BOB, "other"), Filing(channel="dm", text="Bob's own"))


def everything(office: Office) -> str:
    """Read every value of every table."""
    found: list[Any] = []
    with office.store.database.read() as connection:
        for table in metadata.sorted_tables:
            found.extend(connection.execute(select(table)).all())
    return str(found)
