"""Categories that the desk's own history suggests, and what it learns from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.events import EventKind
from bot.domain.refusals import Refused
from bot.domain.routing.suggesting import suggest
from bot.domain.similar import telling
from bot.domain.words import words_of
from bot.usecases import moves
from bot.usecases.access import access_to_work
from bot.usecases.looking.search import written
from bot.usecases.work import category_named

if TYPE_CHECKING:
    from bot.domain.events import Fact
    from bot.domain.messages import Texts
    from bot.domain.request import Request
    from bot.domain.routing.suggesting import Suggestion
    from bot.usecases.office import Act, Office
    from storage.store import Transaction

#: As many words of a request as are asked what they speak for; its title comes first.
MOST_WORDS = 20


class CategoryChosen(Refused):
    """#{number} is filed under a category already. Choose Category… to change it."""


def suggested(tx: Transaction, request: Request, texts: Texts) -> Suggestion | None:
    """Suggest a category for an open request that has none; a private one gets no suggestion."""
    if request.category is not None or request.private or not request.is_open:
        return None
    words = telling(words_of(*written(texts)))[:MOST_WORDS]
    return suggest(tx.lessons.learned(request.desk_key, words)) if words else None


def confirm(office: Office, act: Act, *, number: int, category: str) -> Request | None:
    """File a request under the category that its card suggests; None if seen before.

    Raises `CategoryChosen` and `NotACategory`.
    """
    name = category_named(category, number=number)
    with office.store.write() as tx:
        case = access_to_work(tx, office, act, number)
        if not tx.deliveries.take(act.key, now=act.now):
            return None
        if case.request.category is not None:
            raise CategoryChosen(number=number)
        facts: dict[str, Fact] = {"from": None, "to": name}
        known = suggested(tx, case.request, case.stored.texts)
        if known is not None and known.category == name:
            facts |= {"share": known.share, "of": known.of}
        step = moves.event(case, EventKind.CATEGORY_CHANGED, act.now, facts)
        return moves.record(tx, case.stored, case.desk, [step])
