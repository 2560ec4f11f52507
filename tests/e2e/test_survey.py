"""Asking how it was: once, an hour of business after the solution."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.scheduler import tick
from storage.surveys import Answer, Decision
from tests.e2e.workplace import started

if TYPE_CHECKING:
    from sandbox import Message
    from storage.surveys import Survey
    from tests.e2e.workplace import Workplace

HOUR = timedelta(hours=1)
#: Half an hour before the desk closes, and what an hour of business later is.
LATE = datetime(2026, 3, 3, 16, 30, tzinfo=UTC)
NEXT_MORNING = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)


def test_the_question_comes_an_hour_of_business_after_the_solution(desk: Workplace) -> None:
    desk.clock.advance_to(LATE)
    number = desk.resolved()

    desk.clock.advance_to(NEXT_MORNING - timedelta(minutes=1))
    desk.tick()
    early = _questions(desk)
    desk.clock.advance_to(NEXT_MORNING + timedelta(minutes=1))
    desk.tick()

    assert early == []
    (question,) = _questions(desk)
    assert f"Request #{number} (VPN is down) was solved by Theo." in desk.reads(question)


def test_one_tap_answers_and_a_comment_may_follow(desk: Workplace) -> None:
    alice = desk.cast.alice
    number = _asked(desk)

    alice.clicks(_questions(desk)[0], "Satisfied")
    desk.settle()
    comment = {"comment": "Quick and kind", "mattered": ["speed", "manner"]}
    desk.fills(alice, _questions(desk)[0], "Add a comment", comment)

    shown = desk.reads(_questions(desk)[0])
    assert "You answered: Satisfied." in shown
    assert "Quick and kind" in shown
    assert (_answer(desk, number).score, _answer(desk, number).mattered) == (4, "speed,manner")


def test_an_answer_can_be_changed_for_a_day_and_not_afterwards(desk: Workplace) -> None:
    alice = desk.cast.alice
    number = _asked(desk)
    alice.clicks(_questions(desk)[0], "Very satisfied")
    desk.settle()
    question = _questions(desk)[0]

    desk.clock.advance(timedelta(hours=23))
    alice.clicks(question, "Dissatisfied")
    desk.settle()
    changed = _answer(desk, number).score
    desk.clock.advance(timedelta(hours=2))
    alice.clicks(question, "Satisfied")
    desk.until(lambda: "no longer open" in desk.whispers(alice)[-1], "the refusal")

    assert changed == 2
    assert _answer(desk, number).score == 2


def test_it_is_asked_once_whatever_happens(office: Workplace) -> None:
    office.resolved()
    office.clock.advance(2 * HOUR)

    office.tick()
    office.tick()
    office.bot.stop()
    again = started(office.plan, office.slack, office.clock)
    try:
        tick(again.office, office.clock)
        again.sender.wake()
        office.slack.settle()
    finally:
        again.stop()

    assert len(_questions(office)) == 1


def test_two_schedulers_ask_once(office: Workplace) -> None:
    office.resolved()
    office.clock.advance(2 * HOUR)
    other = started(office.plan, office.slack, office.clock)

    try:
        tick(office.bot.office, office.clock)
        tick(other.office, office.clock)
        office.settle()
    finally:
        other.stop()

    assert len(_questions(office)) == 1


def test_nobody_is_asked_about_own_work(office: Workplace) -> None:
    theo = office.cast.theo
    number = office.filed("My own mouse", by=theo)

    theo.command("/desk", f"resolve {number} Found it under the desk")
    office.settle()
    office.clock.advance(2 * HOUR)
    office.tick()

    assert _survey(office, number).state is Decision.EXCLUDED
    assert _survey(office, number).reason == "own_request"
    assert not any("how satisfied" in office.reads(message) for message in theo.inbox)


def test_a_request_reopened_in_time_is_not_asked_about(office: Workplace) -> None:
    number = office.resolved()

    office.cast.alice.command("/desk", f"reopen {number}")
    office.settle()
    office.clock.advance(2 * HOUR)
    office.tick()

    assert _questions(office) == []
    assert _survey(office, number).state is Decision.WITHDRAWN


def test_a_reopening_takes_the_question_back(desk: Workplace) -> None:
    alice = desk.cast.alice
    number = _asked(desk)
    question = _questions(desk)[0]

    alice.command("/desk", f"reopen {number}")
    desk.settle()
    alice.clicks(question, "Satisfied")
    desk.until(lambda: "no longer open" in desk.whispers(alice)[-1], "the refusal")

    assert _questions(desk) == []
    assert any("we ask you later" in desk.reads(message) for message in alice.inbox)


def test_the_next_solution_is_asked_about_anew(office: Workplace) -> None:
    number = _asked(office)
    office.cast.alice.command("/desk", f"reopen {number}")
    office.cast.theo.command("/desk", f"resolve {number} Now really")
    office.settle()

    office.clock.advance(2 * HOUR)
    office.tick()

    assert len(_questions(office)) == 1


def test_a_question_that_nobody_answers_expires(office: Workplace) -> None:
    number = _asked(office)

    office.clock.advance(timedelta(days=8))
    office.tick()

    assert _questions(office) == []
    assert _survey(office, number).state is Decision.EXPIRED
    assert any("has expired" in office.reads(message) for message in office.cast.alice.inbox)


def test_somebody_elses_question_is_not_answered(office: Workplace) -> None:
    number = _asked(office)
    question = _questions(office)[0]

    office.cast.bob.clicks(question, "Very dissatisfied")
    office.until(lambda: office.cast.bob.ephemerals, "the refusal")

    assert "went to somebody else" in office.whispers(office.cast.bob)[0]
    assert _survey(office, number).state is Decision.ASKED


def _asked(desk: Workplace) -> int:
    number = desk.resolved()
    desk.clock.advance(HOUR + timedelta(minutes=1))
    desk.tick()
    return number


def _questions(desk: Workplace) -> list[Message]:
    """Find the questions that stand, open or answered."""
    return [m for m in desk.cast.alice.inbox if "was solved by Theo" in desk.reads(m)]


def _survey(desk: Workplace, number: int) -> Survey:
    request_id = desk.request(number).id
    with desk.bot.office.store.read() as tx:
        every = [tx.surveys.get(survey_id) for survey_id in range(1, 20)]
    found = [survey for survey in every if survey and survey.request_id == request_id]
    return found[-1]


def _answer(desk: Workplace, number: int) -> Answer:
    with desk.bot.office.store.read() as tx:
        answer = tx.surveys.answer_of(_survey(desk, number).id)
    assert answer is not None
    return answer
