"""Which category the words of a request speak for, by what the desk has solved before."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

#: With fewer requests that have the word, or a smaller part of them, nothing is suggested.
LEAST_REQUESTS: Final = 5
LEAST_SHARE: Final = 0.6
# What a word counts in a category in which it has never stood.
_UNSEEN: Final = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Lessons:
    """What a desk has learned about some words.

    `solved` counts its solved requests by category, `having` those that have a word.
    """

    solved: Mapping[str, int]
    having: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A category, and why: `share` of `of` solved requests with such a word were filed there."""

    category: str
    share: int
    of: int


def suggest(lessons: Lessons) -> Suggestion | None:
    """Suggest the category that the words speak for, unless they say too little.

    All words vote, each by how much likelier it is in one category than in another (naive
    Bayes); the word that speaks loudest for the winner shows in numbers how sure that is.
    """
    likely = _likelihoods(lessons)
    winner = max(sorted(likely), key=lambda category: likely[category], default=None)
    if winner is None or likely[winner] < LEAST_SHARE:
        return None
    heard = (_evidence(counts, winner) for counts in lessons.having.values())
    enough = (one for one in heard if one.of >= LEAST_REQUESTS)
    loudest = max(enough, key=lambda one: (one.share / one.of, one.of), default=None)
    return loudest if loudest is not None and loudest.share >= LEAST_SHARE * loudest.of else None


def _evidence(counts: Mapping[str, int], category: str) -> Suggestion:
    return Suggestion(category=category, share=counts.get(category, 0), of=sum(counts.values()))


def _likelihoods(lessons: Lessons) -> dict[str, float]:
    """Give how likely each category is, from 0 to 1, after all words have been heard."""
    total = sum(lessons.solved.values())
    scores = {
        category: log(many / total)
        + sum(
            log((counts.get(category, 0) + _UNSEEN) / (many + 2 * _UNSEEN))
            for counts in lessons.having.values()
        )
        for category, many in lessons.solved.items()
        if many > 0
    }
    highest = max(scores.values(), default=0.0)
    weights = {category: exp(score - highest) for category, score in scores.items()}
    return {category: weight / sum(weights.values()) for category, weight in weights.items()}
