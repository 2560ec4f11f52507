"""What requesters say about the help they got."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.events import EventKind
from bot.domain.kpis.counted import FOR_RATINGS, reason_against
from bot.domain.kpis.figure import Direction
from bot.domain.kpis.kpi import About, Reason
from bot.domain.kpis.shares import Case, share_kpi
from bot.domain.surveys import CHANGEABLE_FOR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.domain.events import Event
    from bot.domain.history import History, Population

SATISFIED_FROM = 4
# With fewer answers everybody could guess who said what.
HIDDEN_BELOW = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one survey brought; `owner_id` had the request when it was resolved."""

    history: History
    owner_id: int | None
    score: int

    @property
    def is_satisfied(self) -> bool:
        """Whether the score is in one of the two top boxes."""
        return self.score >= SATISFIED_FROM


def answers(population: Population) -> Iterator[Answer | Reason]:
    """Give the answers of the period, or the reason why one does not count."""
    for history in population.histories:
        for ratings in _by_survey(history):
            first = ratings[0]
            if population.tells(first):
                valid = [event for event in ratings if event.at <= first.at + CHANGEABLE_FOR]
                yield _judge(history, valid[-1])


def _by_survey(history: History) -> list[list[Event]]:
    surveys: dict[object, list[Event]] = {}
    for event in history.of(EventKind.RATED):
        survey = event.facts.get("survey"), event.facts.get("resolution")
        surveys.setdefault(survey, []).append(event)
    return list(surveys.values())


def _judge(history: History, rated: Event) -> Answer | Reason:
    owner_id = _owner_of(history, rated)
    if rated.facts.get("solicited") is False:
        return Reason.UNSOLICITED
    if owner_id is not None and owner_id == rated.actor.person_id:
        return Reason.RATED_BY_THE_OWNER
    against = reason_against(history, FOR_RATINGS)
    score = int(str(rated.facts["score"]))
    return against or Answer(history=history, owner_id=owner_id, score=score)


def _owner_of(history: History, rated: Event) -> int | None:
    """Tell whose work was rated; a replayed rating does not say, the resolution does."""
    owner = rated.facts.get("owner")
    if isinstance(owner, int):
        return owner
    before = [done.owner_id for done in history.resolutions if done.event.at <= rated.at]
    return before[-1] if before else None


def _cases(population: Population) -> Iterator[Case | Reason]:
    for answer in answers(population):
        if isinstance(answer, Answer):
            yield Case(hit=answer.is_satisfied, score=answer.score)
        else:
            yield answer


CSAT = share_kpi(
    About(
        id="csat",
        title="Satisfied",
        direction=Direction.UP,
        definition=(
            "Answers of 4 or 5 on the scale from 1 to 5, of all answers of the period to surveys "
            "that the desk sent; the mean is that of the scores. Of several answers to one survey "
            "the last one within 24 hours counts, in the period of the first. Owners who rate "
            "their own work are left out."
        ),
        cases="answers",
    ),
    _cases,
    hidden_below=HIDDEN_BELOW,
)
