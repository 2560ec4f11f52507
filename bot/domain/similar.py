"""Whether two requests may be about the same thing, judged by their words."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import log, sqrt
from typing import TYPE_CHECKING, Final

from bot.domain.words import words_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from bot.domain.messages import Texts

#: From this on two requests are worth comparing; found with the examples in the tests.
ALIKE: Final = 0.45
#: With fewer requests than this, how common a word is says nothing.
_ENOUGH: Final = 20
_LEAST, _FAINT = 0.3, 0.15

# Words of trouble, which most requests have: two that share nothing else are not alike.
_TROUBLE: Final = (
    "down broken break breaks defect dead slow crash crashes crashed crashing error errors fail "
    "fails failed failing failure freeze frozen stuck lost missing problem problems issue issues "
    "trouble wrong work works working worked connect connects connecting connection open opens "
    "start starts load loads loading new need needs want use using get gets got set setup again "
    "today yesterday morning now urgent asap still always never every time way thing something "
    "anything somebody make makes see show shows says like after before while back not without "
    "kaputt defekt langsam fehler problem geht gehen funktioniert tut startet brauche neu neue "
    "neuen neuer heute wieder immer "
    "panne casse lent erreur probleme marche fonctionne besoin nouveau nouvelle encore "
    "averiado lento error problema funciona necesito nuevo nueva falla otra vez hoy quebrado "
    "rotto guasto errore funziona bisogno nuovo nuova kapot traag fout werkt nodig nieuw nieuwe"
)
TROUBLE: Final = frozenset(_TROUBLE.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Commonness:
    """In how many of `total` requests a word stands."""

    total: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)

    def weight(self, word: str) -> float:
        """Say how much a shared word counts, from 1 for a rare one downwards."""
        said = _FAINT if word in TROUBLE else 1.0
        if self.total < _ENOUGH:
            return said
        rarity = log((self.total + 1) / (self.counts.get(word, 0) + 1)) / log(self.total + 1)
        return said * max(rarity, _LEAST)


def telling(words: Iterable[str]) -> tuple[str, ...]:
    """Give the words by which a similar request can be looked for."""
    return tuple(word for word in words if word not in TROUBLE)


def similarity(one: Texts, other: Texts, common: Commonness) -> float:
    """Say from 0 to 1 how alike two requests are: by their titles, or by all their words."""
    titles = _alike(words_of(one.title), words_of(other.title), common)
    return max(titles, _alike(_all(one), _all(other), common))


def _all(texts: Texts) -> tuple[str, ...]:
    return words_of(texts.title, texts.purpose, texts.details)


def _alike(one: Collection[str], other: Collection[str], common: Commonness) -> float:
    """Compare the directions in which two sets of weighed words point."""
    shared = _length(set(one) & set(other), common)
    return shared**2 / (_length(one, common) * _length(other, common)) if shared else 0.0


def _length(words: Iterable[str], common: Commonness) -> float:
    return sqrt(sum(common.weight(word) ** 2 for word in words))
