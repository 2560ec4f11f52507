"""The words of requests, and which requests have them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, bindparam, case, delete, func, or_, select

from storage.repository import Repository, upsert
from storage.requests import stored, stored_query
from storage.tables import request_words, requests, workspaces

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from storage.requests import Stored

#: As many words as one beginning may stand for.
MOST_ENDINGS = 40
# Greater than every word that begins alike.
_LAST = "\U0010ffff"

_here = request_words.c.workspace_id == bindparam("here")
_FORGET = delete(request_words).where(request_words.c.request_id == bindparam("known_id"))
_BEGINNING = (
    select(request_words.c.word, func.count().label("requests"))
    .where(
        _here,
        request_words.c.word >= bindparam("first"),
        request_words.c.word < bindparam("last"),
    )
    .group_by(request_words.c.word)
    .order_by(func.count().desc(), request_words.c.word)
    .limit(MOST_ENDINGS)
)
_COMMON = (
    select(request_words.c.word, func.count().label("requests"))
    .where(_here, request_words.c.word.in_(bindparam("words", expanding=True)))
    .group_by(request_words.c.word)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One word that somebody looks for: the words that it stands for, and what a match counts."""

    words: tuple[str, ...]
    weight: float


class Search(Repository):
    """Which request is about what."""

    def add(self, request_id: int, words: Collection[str]) -> None:
        """Note the words of a request; those that are known stay."""
        rows = [
            {"workspace_id": self.workspace_id, "word": word, "request_id": request_id}
            for word in words
        ]
        if rows:
            self.connection.execute(_adding(self.connection.dialect.name), rows)

    def forget(self, request_id: int) -> None:
        """Drop the words of a request."""
        self.connection.execute(_FORGET, {"known_id": request_id})

    def common(self, words: Collection[str]) -> dict[str, int]:
        """Count the requests that have each of these words; none is left out of the answer."""
        values = {"here": self.workspace_id, "words": list(words)}
        return {row.word: row.requests for row in self.connection.execute(_COMMON, values)}

    def beginning_with(self, start: str) -> dict[str, int]:
        """Count the requests of the commonest words that begin with `start`."""
        values = {"here": self.workspace_id, "first": start, "last": start + _LAST}
        return {row.word: row.requests for row in self.connection.execute(_BEGINNING, values)}

    def find(
        self, desk_key: str, terms: Sequence[Term], *, reader: int, limit: int
    ) -> tuple[list[Stored], int]:
        """Read the best matches that `reader` may read, and how many there are in all."""
        where = _matches(self.workspace_id, terms) & (requests.c.desk_key == desk_key)
        where &= _readable(reader)
        hits = select(request_words.c.request_id).join(requests).where(where)
        best = hits.group_by(request_words.c.request_id)
        best = best.order_by(_score(terms).desc(), request_words.c.request_id.desc()).limit(limit)
        ids = list(self.connection.execute(best).scalars())
        total = self.connection.execute(
            select(func.count(request_words.c.request_id.distinct())).join(requests).where(where)
        ).scalar_one()
        known = self.several(ids)
        return [known[request_id] for request_id in ids], total

    def open_with(self, desk_key: str, words: Collection[str], *, limit: int) -> list[Stored]:
        """Read the open requests of a desk that have the most of `words`, the newest first."""
        query = (
            select(request_words.c.request_id)
            .join(requests)
            .where(
                request_words.c.workspace_id == self.workspace_id,
                request_words.c.word.in_(words),
                requests.c.desk_key == desk_key,
                requests.c.ended_at.is_(None),
            )
            .group_by(request_words.c.request_id)
            .order_by(func.count().desc(), request_words.c.request_id.desc())
            .limit(limit)
        )
        ids = list(self.connection.execute(query).scalars())
        known = self.several(ids)
        return [known[request_id] for request_id in ids]

    def size(self) -> int:
        """Count the requests of the workspace."""
        query = select(workspaces.c.last_number).where(workspaces.c.id == self.workspace_id)
        size: int = self.connection.execute(query).scalar_one()
        return size

    def several(self, ids: Collection[int]) -> Mapping[int, Stored]:
        """Read requests by their keys."""
        if not ids:
            return {}
        query = stored_query().where(requests.c.id.in_(ids))
        found = (stored(row) for row in self.connection.execute(query))
        return {one.request.id: one for one in found}


def _matches(workspace_id: int, terms: Sequence[Term]) -> ColumnElement[bool]:
    words = {word for term in terms for word in term.words}
    return (request_words.c.workspace_id == workspace_id) & request_words.c.word.in_(words)


def _readable(reader: int) -> ColumnElement[bool]:
    """Leave out the private requests of others."""
    own = or_(requests.c.requester_id == reader, requests.c.owner_id == reader)
    return or_(requests.c.private.is_(False), own)


def _score(terms: Sequence[Term]) -> ColumnElement[float]:
    """Count each term once, however many of its words a request has."""
    parts = (
        func.max(case((request_words.c.word.in_(term.words), term.weight), else_=0.0))
        for term in terms
    )
    return sum(parts, start=next(parts))


@cache
def _adding(dialect: str) -> Any:  # noqa: ANN401 - two dialects with one shape and no common type
    return upsert(dialect, request_words).on_conflict_do_nothing()
