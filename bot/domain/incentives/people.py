"""What figures about single people are made from, and whose may be shown."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.events import EventKind
from bot.domain.history import DESK
from bot.domain.kpis.satisfaction import Answer, answers
from bot.domain.statistics import shrink

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.history import Population

# With fewer answers or resolutions, luck decides.
MIN_ANSWERS = 10
MIN_RESOLVED = 20


class Consent(StrEnum):
    """What somebody said about being named."""

    GIVEN = "given"
    UNASKED = "unasked"
    OPTED_OUT = "opted_out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """Somebody who works at the desk, under the name that is shown."""

    name: str
    consent: Consent = Consent.UNASKED


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaderboardFacts:
    """What the leaderboard of one ISO week is made from.

    `rolling` are the 28 days up to the end of `week`; `people` are known by their person id.
    """

    week: Population
    rolling: Population
    people: Mapping[int, Colleague]

    @property
    def week_name(self) -> str:
        """The ISO week of the desk, such as "2026-W12"."""
        period = self.week.period
        year, week, _ = period.start.astimezone(period.zone).isocalendar()
        return f"{year}-W{week:02}"

    def shown(self) -> dict[int, Colleague]:
        """Give the people who have not opted out."""
        everybody = self.people.items()
        return {id_: who for id_, who in everybody if who.consent is not Consent.OPTED_OUT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Satisfaction:
    """The shrunken share of satisfied answers of one person, as a fraction of `n` answers."""

    value: float
    n: int


def resolved_by(population: Population) -> Counter[int]:
    """Count the resolutions of the period by the person of the desk who made them."""
    return Counter(
        event.actor.person_id
        for _, event in population.happened(EventKind.RESOLVED)
        if event.actor.person_id is not None and event.actor.kind in DESK
    )


def answers_by_owner(population: Population) -> dict[int, list[Answer]]:
    """Sort the valid answers of the period by whose work they judge."""
    sorted_out: dict[int, list[Answer]] = {}
    for answer in answers(population):
        if isinstance(answer, Answer) and answer.owner_id is not None:
            sorted_out.setdefault(answer.owner_id, []).append(answer)
    return sorted_out


def satisfaction(population: Population) -> dict[int, Satisfaction]:
    """Tell how satisfied people were with everybody who has answers enough.

    Small samples are pulled towards the team. Source: golden cases C4, k = 20.
    """
    by_owner = answers_by_owner(population)
    hits = {id_: sum(answer.is_satisfied for answer in given) for id_, given in by_owner.items()}
    total = sum(map(len, by_owner.values()))
    team = sum(hits.values()) / total if total else 0.0
    return {
        id_: Satisfaction(value=shrink(hits[id_], len(given), team), n=len(given))
        for id_, given in by_owner.items()
        if len(given) >= MIN_ANSWERS
    }
