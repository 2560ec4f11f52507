"""Who is named in the weekly post, and for what: few people, good reasons, no numbers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from bot.domain.events import EventKind
from bot.domain.incentives.people import (
    MIN_RESOLVED,
    Consent,
    answers_by_owner,
    resolved_by,
    satisfaction,
)
from bot.domain.kpis.satisfaction import HIDDEN_BELOW
from bot.domain.statistics import shrink
from bot.domain.surveys import SCORES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from bot.domain.history import Population
    from bot.domain.incentives.people import LeaderboardFacts
    from bot.domain.kpis.satisfaction import Answer

MOST_NAMED = 3
# Among fewer people a place at the top names those below it as well.
MIN_ELIGIBLE_FOR_TOP3 = 6
MIN_ELIGIBLE = 3
# Reopenings are rare: they need a stronger pull towards the team than opinions (C4).
RARE_SHRINKAGE = 100
MIN_TAKEN_OVER = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Praise:
    """One person and what went well; people with the same `place` are equals.

    `place` orders the three best and is never shown; without an order it is None.
    """

    name: str
    reason: str
    place: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Merit:
    """Something to be praised for; without a fixed `reason` the answers give it."""

    scores: Callable[[Population], dict[int, float]]
    reason: str = ""


def top_three(facts: LeaderboardFacts) -> tuple[Praise, ...]:
    """Name at most three consenting people with the most satisfied requesters.

    Equals share a place; where there is no room for all of them, none of them is named.
    """
    willing = _willing(facts)
    people = satisfaction(facts.rolling)
    scores = {id_: who.value for id_, who in people.items() if id_ in willing}
    if len(scores) < MIN_ELIGIBLE_FOR_TOP3:
        return ()
    thanks = answers_by_owner(facts.rolling)
    return tuple(
        Praise(name=willing[id_], reason=_thanked_for(thanks[id_]), place=place)
        for place, id_ in _places(scores, willing)
    )


def recognition(facts: LeaderboardFacts) -> tuple[Praise, ...]:
    """Name up to three consenting people in the order of the alphabet, each for something else."""
    willing = _willing(facts)
    if len(willing) < MIN_ELIGIBLE:
        return ()
    thanks = answers_by_owner(facts.rolling)
    named: dict[int, str] = {}
    for merit in _MERITS:
        scores = merit.scores(facts.rolling)
        best = _best({id_: scores[id_] for id_ in scores if id_ in willing})
        if best is not None and best not in named:
            named[best] = merit.reason or _thanked_for(thanks[best])
    praised = [Praise(name=willing[id_], reason=reason) for id_, reason in named.items()]
    return tuple(sorted(praised, key=lambda praise: praise.name))


def _willing(facts: LeaderboardFacts) -> dict[int, str]:
    """Find the consenting people who did enough for their figures to mean something."""
    resolved = resolved_by(facts.rolling)
    return {
        id_: who.name
        for id_, who in facts.people.items()
        if who.consent is Consent.GIVEN and resolved[id_] >= MIN_RESOLVED
    }


def _places(scores: Mapping[int, float], names: Mapping[int, str]) -> Iterable[tuple[int, int]]:
    ranked = sorted(scores, key=lambda id_: (-scores[id_], names[id_]))
    filled = 0
    for _, equals in groupby(ranked, key=scores.__getitem__):
        together = list(equals)
        if filled + len(together) > MOST_NAMED:
            return
        yield from ((filled + 1, id_) for id_ in together)
        filled += len(together)


def _best(scores: Mapping[int, float]) -> int | None:
    """Give the one person who did better than everybody else, if there is one."""
    ranked = sorted(scores, key=scores.__getitem__, reverse=True)
    if not ranked or any(scores[other] == scores[ranked[0]] for other in ranked[1:]):
        return None
    return ranked[0]


def _thanked_for(answers: Iterable[Answer]) -> str:
    """Say what somebody was thanked for, without a trace of who said so or of private requests."""
    top = [answer.history for answer in answers if answer.score == SCORES[-1]]
    categories = Counter(history.category for history in top if not history.private)
    for category, count in categories.most_common(1):
        if category and count >= HIDDEN_BELOW and 2 * count > len(top):
            return f"thanked for help with {category}"
    return "thanked for help of all kinds"


def _satisfied(population: Population) -> dict[int, float]:
    return {id_: who.value for id_, who in satisfaction(population).items()}


def _lasting(population: Population) -> dict[int, float]:
    """Tell which share of everybody's resolutions was not reopened in the period."""
    done: Counter[int] = Counter()
    lasted: Counter[int] = Counter()
    for history in population.histories:
        for resolution in history.resolutions:
            by = resolution.event.actor.person_id
            if by is not None and population.tells(resolution.event):
                done[by] += 1
                lasted[by] += resolution.reopened is None
    team = lasted.total() / done.total() if done else 0.0
    return {id_: shrink(lasted[id_], n, team, RARE_SHRINKAGE) for id_, n in done.items()}


def _helpful(population: Population) -> dict[int, float]:
    """Count the requests that everybody took over from somebody else."""
    taken: Counter[int] = Counter()
    for _, event in population.happened(EventKind.ASSIGNED):
        to, before = event.facts.get("to"), event.facts.get("from")
        if isinstance(to, int) and isinstance(before, int):
            taken[to] += 1
    return {id_: count for id_, count in taken.items() if count >= MIN_TAKEN_OVER}


_MERITS = (
    _Merit(scores=_satisfied),
    _Merit(scores=_lasting, reason="what was solved stayed solved"),
    _Merit(scores=_helpful, reason="took over when colleagues needed help"),
)
