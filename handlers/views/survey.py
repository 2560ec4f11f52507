"""The survey: one question about a solved request, asked once, in the requester's DM."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.messages import SurveyState
from handlers import ids, limits
from handlers.ids import Action
from handlers.views import blocks, rich, wording

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.domain.messages import SurveyQuestion
    from handlers.views.blocks import Block, Message

# Always in this order, from low to high, so that no answer is easier to give than another.
SCORES: dict[int, str] = {
    1: "Very dissatisfied",
    2: "Dissatisfied",
    3: "Neither",
    4: "Satisfied",
    5: "Very satisfied",
}

QUESTION = "Overall, how satisfied are you with how it was handled?"
_MODE = (
    "Your name goes with your answer: the lead sees it, so that we can put things right. "
    "The team sees figures only."
)
_COMMENT = 1500


def question(q: SurveyQuestion, now: datetime) -> Message:
    """Ask how satisfied the requester is, or say what became of the question."""
    return _SHOWN[q.state](q, now)


def _asked(q: SurveyQuestion, _now: datetime) -> Message:
    text = f"{limits.escape(_occasion(q))} {QUESTION}"
    shown = [*_heading(q), blocks.section(QUESTION), *_scale(q), blocks.context(_MODE)]
    return blocks.message(text, shown)


def _answered(q: SurveyQuestion, now: datetime) -> Message:
    said = f"You answered: {SCORES.get(q.score or 0, 'no score')}. Thank you, that helps us."
    text = f"{said} It was about request #{q.number}."
    shown = [*_heading(q), blocks.section(said), *rich.quote(q.comment, _COMMENT)]
    if q.changeable_until is not None and now < q.changeable_until:
        until = f"You can change your answer until {wording.when(q.changeable_until)}."
        shown += [blocks.context(until), *_scale(q), *blocks.actions(_comment(q))]
    return blocks.message(text, shown)


def _withdrawn(q: SurveyQuestion, _now: datetime) -> Message:
    sentence = f"Request #{q.number} is open again, so we ask you later how it went."
    return blocks.message(sentence, [blocks.context(sentence)])


def _expired(q: SurveyQuestion, _now: datetime) -> Message:
    sentence = f"The question about request #{q.number} has expired. There is nothing to do."
    return blocks.message(sentence, [blocks.context(sentence)])


def _heading(q: SurveyQuestion) -> list[Block]:
    return [rich.paragraph(rich.bold(_occasion(q)))]


def _occasion(q: SurveyQuestion) -> str:
    """Say which request is meant and who handled it."""
    title = limits.plain(q.title, limits.HEADER_TEXT)
    desk = limits.plain(q.desk_name, wording.NAME) or "the desk"
    solver = wording.plain_name(q.owner, otherwise=desk)
    named = f"Request #{q.number} ({title})" if title else f"Request #{q.number}"
    return f"{named} was solved by {solver}."


def _scale(q: SurveyQuestion) -> list[Block]:
    return blocks.actions(*(_score(q, score) for score in SCORES))


def _score(q: SurveyQuestion, score: int) -> Block:
    value = ids.pack(survey=q.survey_id, score=score)
    words = SCORES[score]
    spoken = f"{words}, {score} of 5"
    return blocks.button(words, ids.numbered(Action.RATE, score), value, spoken=spoken)


def _comment(q: SurveyQuestion) -> Block:
    label = "Change the comment" if q.comment else "Add a comment"
    value = ids.pack(survey=q.survey_id, number=q.number)
    spoken = f"{label} on request {q.number}"
    return blocks.button(label, Action.SURVEY_COMMENT, value, spoken=spoken)


_SHOWN: dict[SurveyState, Callable[[SurveyQuestion, datetime], Message]] = {
    SurveyState.ASKED: _asked,
    SurveyState.ANSWERED: _answered,
    SurveyState.WITHDRAWN: _withdrawn,
    SurveyState.EXPIRED: _expired,
}
