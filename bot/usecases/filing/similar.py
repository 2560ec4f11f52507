"""What is open already and may be the same, looked up before somebody files it again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.domain.similar import ALIKE, Commonness, similarity, telling
from bot.domain.words import words_of
from bot.usecases.access import access_to_file, works_at
from bot.usecases.filing.intake import desk_of_filing
from bot.usecases.filing.opening import texts_of
from bot.usecases.looking import views
from bot.usecases.looking.search import written
from bot.usecases.placing.systems import with_system

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from bot.domain.desk import Desk
    from bot.domain.messages import RequestView, Texts
    from bot.domain.outages import Outage
    from bot.domain.people import Person
    from bot.usecases.filing.intake import Filing
    from bot.usecases.office import Act, Office
    from storage.requests import Stored
    from storage.store import Transaction

#: As many open requests as are compared, and as many words as they are found by.
MOST_COMPARED = 30
MOST_WORDS = 20
#: As many own requests as are shown above a form.
MOST_OWN = 5
MOST_WAYS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Similar:
    """Open requests that may be about the same thing, as far as the reader may know them.

    Of those of other people only the number is told, and the address of a conversation that
    stands where everybody writes.
    """

    own: tuple[RequestView, ...] = ()
    others: int = 0
    ways: tuple[str, ...] = ()
    outages: tuple[Outage, ...] = ()

    @property
    def is_any(self) -> bool:
        """Whether there is something to look at."""
        return bool(self.own or self.others or self.outages)


def similar_to(office: Office, act: Act, filing: Filing) -> Similar:
    """Look for open requests like the one that somebody is about to file.

    What is known to be out comes with it. Raises `NothingToFile`, `NoDesk`, and
    `GuestsCannotFile`: whoever may not file must not learn what others have filed.
    """
    desk, texts = desk_of_filing(office, filing), texts_of(filing)
    with office.store.read() as tx:
        access_to_file(tx, office, act, desk)
    found = similar(office, act, desk, texts, behalf=filing.on_behalf_of)
    return replace(found, outages=known_outages(office, filing))


def known_outages(office: Office, filing: Filing) -> tuple[Outage, ...]:
    """Find the outages of the system that a filing is about."""
    system = with_system(office, filing).system
    if system is None:
        return ()
    with office.store.read() as tx:
        return tuple(tx.outages.ongoing(system))


def similar(
    office: Office,
    act: Act,
    desk: Desk,
    texts: Texts,
    *,
    behalf: str | None = None,
) -> Similar:
    """Look for open requests of a desk that are like `texts`.

    Whoever works there and files on `behalf` of somebody sees that person's requests, too.
    """
    with office.store.read() as tx:
        person = tx.people.ensure(act.slack_id)
        whose = {person.id}
        if behalf is not None and works_at(tx, desk, person):
            whose.add(tx.people.ensure(behalf).id)
        found = alike(tx, desk, texts)
        own = [one for one in found if _is_shown(one, person, whose)]
        others = views.list_views(tx, office, [one for one in found if one not in own])
        return Similar(
            own=views.list_views(tx, office, own[:MOST_OWN]),
            # Whoever asks must not even learn that there is a private request like it.
            others=sum(not view.request.private for view in others),
            ways=_ways(desk, others),
        )


def own_like(office: Office, act: Act, filing: Filing) -> tuple[RequestView, ...]:
    """Find the caller's own open requests that are like what is about to be filed.

    Raises `NothingToFile`.
    """
    texts = texts_of(filing)
    with office.store.read() as tx:
        rows, _ = tx.lists.open_of(act.slack_id, limit=MOST_COMPARED)
        like = [one for one in rows if similarity(one.texts, texts, Commonness()) >= ALIKE]
        return views.list_views(tx, office, like[:MOST_OWN])


def own_open(office: Office, act: Act) -> tuple[tuple[RequestView, ...], int]:
    """List what the caller waits for, the newest first, and count it."""
    with office.store.read() as tx:
        rows, total = tx.lists.open_of(act.slack_id, limit=MOST_OWN)
        return views.list_views(tx, office, rows), total


def alike(tx: Transaction, desk: Desk, texts: Texts) -> list[Stored]:
    """Find the open requests of a desk that are like `texts`, the most alike first."""
    words = telling(words_of(*written(texts)))[:MOST_WORDS]
    if not words:
        return []
    candidates = tx.search.open_with(desk.key, words, limit=MOST_COMPARED)
    if not candidates:
        return []
    common = Commonness(total=tx.search.size(), counts=tx.search.common(words))
    scored = [(similarity(texts, one.texts, common), one) for one in candidates]
    best = sorted(scored, key=lambda known: known[0], reverse=True)
    return [one for score, one in best if score >= ALIKE]


def _is_shown(one: Stored, person: Person, whose: Collection[int]) -> bool:
    """Say whether somebody may see a request that is like what he files."""
    requester_id = one.request.requester_id
    return requester_id == person.id or (requester_id in whose and not one.request.private)


def _ways(desk: Desk, views: Sequence[RequestView]) -> tuple[str, ...]:
    """Give the addresses of conversations that stand in the intake channels of the desk."""
    urls = (view.conversation_url for view in views if not view.request.private)
    ours = tuple(f"/archives/{channel}/" for channel in desk.intake_channels)
    return tuple(url for url in urls if url and any(part in url for part in ours))[:MOST_WAYS]
