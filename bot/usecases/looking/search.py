"""Finding a request again by what was written about it."""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

from bot.domain.events import EventKind
from bot.domain.refusals import Refused
from bot.domain.words import words_of
from bot.usecases.access import access_to_desk
from bot.usecases.looking import views
from storage.search import Term

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.domain.desk import Desk
    from bot.domain.messages import RequestView, Texts
    from bot.usecases.office import Act, Office
    from storage.store import Transaction

#: As much as somebody reads in one answer; the rest is counted.
FOUND_LENGTH = 15
MOST_TERMS = 8
#: A shorter beginning stands for too many words.
SHORTEST_BEGINNING = 3


class NothingToFind(Refused):
    """Please say what to look for, in a word or two, for example: find vpn certificate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The best matches, how many there are in all, and the words that were looked for."""

    views: tuple[RequestView, ...]
    total: int
    words: tuple[str, ...]


def index(tx: Transaction, request_id: int, *texts: str) -> None:
    """Note the words of `texts` as words of a request, beside those that it has."""
    tx.search.add(request_id, words_of(*texts))


def index_anew(tx: Transaction, request_id: int, texts: Texts) -> None:
    """Replace the words of a request, whose texts were changed or have gone."""
    lesson = tx.lessons.unlearn(request_id)
    tx.search.forget(request_id)
    note = tx.events.last_note(request_id, of=EventKind.RESOLVED)
    index(tx, request_id, *written(texts), note)
    if lesson is not None:
        tx.lessons.learn(request_id, *lesson)


def written(texts: Texts) -> tuple[str, ...]:
    """Give what the requester wrote, the words that say most first."""
    return (texts.title, texts.purpose, texts.end_product, texts.details)


def find(office: Office, act: Act, desk: Desk, text: str) -> Found:
    """Find a technician's requests by their words; raises `OnlyTechnicians`, `NothingToFind`.

    Private requests are found by their requester and their owner only.
    """
    with office.store.read() as tx:
        caller = access_to_desk(tx, office, act, desk)
        words = words_of(text)[:MOST_TERMS]
        if not words:
            raise NothingToFind
        terms = _terms(tx, words)
        if not terms:
            return Found(views=(), total=0, words=words)
        rows, total = tx.search.find(desk.key, terms, reader=caller.person.id, limit=FOUND_LENGTH)
        return Found(views=views.list_views(tx, office, rows), total=total, words=words)


def _terms(tx: Transaction, words: Sequence[str]) -> list[Term]:
    """Weigh the words that some request has; the last one may be the beginning of a word."""
    last = words[-1]
    known: dict[str, Mapping[str, int]] = {
        word: {word: count} for word, count in tx.search.common(words).items()
    }
    if len(last) >= SHORTEST_BEGINNING:
        known[last] = tx.search.beginning_with(last)
    counted = {word: sum(known[word].values()) for word in words if known.get(word)}
    most = sum(counted.values()) + 1
    # How many words match counts first; rarity decides between those with as many.
    return [
        Term(words=tuple(known[word]), weight=1 + log(most / count) / log(most) / len(words) / 2)
        for word, count in counted.items()
    ]
