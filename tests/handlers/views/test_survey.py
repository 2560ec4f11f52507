from __future__ import annotations

from typing import Any

from bot.domain.messages import SurveyQuestion, SurveyState
from handlers import ids
from handlers.views.survey import question
from tests.handlers.views.cast import HOUR, NOW, THEO
from tests.handlers.views.reading import labels, objects, on_screen

WORDS = ["Very dissatisfied", "Dissatisfied", "Neither", "Satisfied", "Very satisfied"]


def asked(state: SurveyState = SurveyState.ASKED, **changes: object) -> SurveyQuestion:
    known: dict[str, Any] = {
        "survey_id": 3,
        "number": 42,
        "title": "VPN down",
        "desk_name": "IT desk",
        "owner": THEO,
        "state": state,
        **changes,
    }
    return SurveyQuestion(**known)


def test_the_question_names_the_request_and_who_handled_it() -> None:
    message = question(asked(), NOW)

    said = "Request #42 (VPN down) was solved by Theo. Overall, how satisfied are you"
    assert message["text"].startswith(said)


def test_the_answers_stand_in_words_from_low_to_high_and_none_is_pushed() -> None:
    blocks = question(asked(), NOW)["blocks"]

    assert labels(blocks) == WORDS
    buttons = [found for found in objects(blocks) if found.get("type") == "button"]
    assert [ids.unpack(found["value"])["score"] for found in buttons] == list("12345")
    assert not any("style" in found for found in buttons)


def test_the_question_says_who_sees_the_answer() -> None:
    assert "Your name goes with your answer" in on_screen(question(asked(), NOW))


def test_an_answer_can_be_changed_and_commented_for_a_while() -> None:
    answered = asked(SurveyState.ANSWERED, score=2, changeable_until=NOW + HOUR)

    message = question(answered, NOW)

    assert "You answered: Dissatisfied." in message["text"]
    assert labels(message["blocks"]) == [*WORDS, "Add a comment"]


def test_an_answer_stands_once_its_day_is_over() -> None:
    answered = asked(SurveyState.ANSWERED, score=5, comment="Quick!", changeable_until=NOW - HOUR)

    message = question(answered, NOW)

    assert labels(message["blocks"]) == []
    assert "Quick!" in on_screen(message)


def test_a_question_that_is_no_longer_asked_has_no_buttons() -> None:
    for state, said in (
        (SurveyState.WITHDRAWN, "is open again"),
        (SurveyState.EXPIRED, "has expired"),
    ):
        message = question(asked(state), NOW)

        assert said in message["text"]
        assert labels(message["blocks"]) == []


def test_without_an_owner_the_desk_is_named() -> None:
    assert "was solved by IT desk." in question(asked(owner=None), NOW)["text"]
