"""What the desk has learned from the words of solved requests, and can unlearn."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, select, update

from bot.domain.routing.suggesting import Lessons as Learned
from storage.repository import Repository, upsert
from storage.tables import category_words, request_words, requests

if TYPE_CHECKING:
    from collections.abc import Collection

#: Stands for the request itself among its words.
_ITSELF = ""

_OF_REQUEST = request_words.c.request_id == bindparam("known_id")
_WORDS = select(request_words.c.word).where(_OF_REQUEST)
_COUNTED = (
    select(request_words.c.word, request_words.c.counted_as, requests.c.desk_key)
    .join(requests)
    .where(_OF_REQUEST, request_words.c.counted_as.is_not(None))
)
_COUNT = update(request_words).where(_OF_REQUEST).values(counted_as=bindparam("category_now"))
_KEY = (
    (category_words.c.workspace_id == bindparam("here"))
    & (category_words.c.desk_key == bindparam("desk"))
    & (category_words.c.word == bindparam("which"))
    & (category_words.c.category == bindparam("under"))
)
_LESS = update(category_words).where(_KEY).values(requests=category_words.c.requests - 1)
_GONE = delete(category_words).where(_KEY, category_words.c.requests <= 0)
_TALLY = select(category_words).where(
    category_words.c.workspace_id == bindparam("here"),
    category_words.c.desk_key == bindparam("desk"),
    category_words.c.word.in_(bindparam("words", expanding=True)),
)


class Lessons(Repository):
    """How many solved requests of each category have a word.

    Each word of a request knows under which category it was counted, so that it can be taken
    back exactly, whatever has happened to the request.
    """

    def learned(self, desk_key: str, words: Collection[str]) -> Learned:
        """Tell what a desk has learned about `words`."""
        values = {"here": self.workspace_id, "desk": desk_key, "words": [_ITSELF, *words]}
        found: dict[str, dict[str, int]] = {}
        for row in self.connection.execute(_TALLY, values):
            found.setdefault(row.word, {})[row.category] = row.requests
        return Learned(solved=found.pop(_ITSELF, {}), having=found)

    def learn(self, request_id: int, desk_key: str, category: str) -> None:
        """Count the words of a request under a category; whatever it taught before is unlearned."""
        self.unlearn(request_id)
        words = self.connection.execute(_WORDS, {"known_id": request_id}).scalars().all()
        if not words:
            return
        self.connection.execute(_COUNT, {"known_id": request_id, "category_now": category})
        # Everybody counts in the same order, so that two who do so at once do not wait in a ring.
        rows = [
            {
                "workspace_id": self.workspace_id,
                "desk_key": desk_key,
                "word": word,
                "category": category,
                "requests": 1,
            }
            for word in sorted((_ITSELF, *words))
        ]
        self.connection.execute(_more(self.connection.dialect.name), rows)

    def unlearn(self, request_id: int) -> tuple[str, str] | None:
        """Take back what a request has taught, and give the desk and the category of it."""
        rows = self.connection.execute(_COUNTED, {"known_id": request_id}).all()
        if not rows:
            return None
        first = rows[0]
        keys = [
            {
                "here": self.workspace_id,
                "desk": first.desk_key,
                "which": word,
                "under": first.counted_as,
            }
            for word in sorted((_ITSELF, *(row.word for row in rows)))
        ]
        self.connection.execute(_LESS, keys)
        self.connection.execute(_GONE, keys)
        self.connection.execute(_COUNT, {"known_id": request_id, "category_now": None})
        return first.desk_key, first.counted_as


@cache
def _more(dialect: str) -> Any:  # noqa: ANN401 - two dialects with one shape and no common type
    statement = upsert(dialect, category_words)
    return statement.on_conflict_do_update(
        index_elements=["workspace_id", "desk_key", "word", "category"],
        set_={"requests": category_words.c.requests + statement.excluded.requests},
    )
