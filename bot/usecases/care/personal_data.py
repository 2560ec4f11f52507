"""What is held about somebody: all of it in one place, and how it goes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot.domain.refusals import Refused
from bot.usecases.looking import search
from bot.usecases.rounds import ROUND, one_by_one
from storage.audit import Deed, Entry

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from bot.domain.desk import Desk
    from bot.usecases.office import Office
    from storage.store import Transaction


class NobodyCalled(Refused):
    """Nobody here is called "{name}". Give the Slack id or the whole name."""


class SeveralCalled(Refused):
    """Several people are called "{name}": {ids}. Give the Slack id of the one you mean."""


class StillInRequests(Refused):
    """{name} still has a part in {count} open requests. Resolve, cancel or assign them first."""


def export(office: Office, who: str, *, now: datetime) -> dict[str, Any]:
    """Hand out everything that is held about a person, and note that in the audit log.

    Raises as `held_about`.
    """
    held = held_about(office, who)
    with office.store.write() as tx:
        person_id, _ = _found(tx, who)
        tx.audit.add(Entry(at=now, act=Deed.EXPORTED, about_id=person_id))
    return held


def held_about(office: Office, who: str) -> dict[str, Any]:
    """Collect everything that is held about a person, found by Slack id or whole name.

    Raises `NobodyCalled`, `SeveralCalled`.
    """
    with office.store.read() as tx:
        person_id, _ = _found(tx, who)
        held = tx.holdings
        (profile,) = held.profile(person_id)
        return {
            "person": profile,
            "team_channels_of_desks": held.desks(person_id),
            "user_groups": held.groups(person_id),
            "requests": held.requests(person_id),
            "messages": held.messages(person_id),
            "notes": held.notes(person_id),
            "files": held.files(person_id),
            "surveys": held.surveys(person_id),
            "acts": held.acts(person_id),
            "audit": held.audit(person_id),
            "elsewhere": held.elsewhere(person_id),
        }


def erase(office: Office, who: str, *, now: datetime) -> int:
    """Drop the words and the name of a person; figures stay. Return how many requests lost words.

    The audit log keeps that somebody was erased, and the number that is left of the person.

    Raises `NobodyCalled`, `SeveralCalled`, `StillInRequests`.
    """
    with office.store.write() as tx:
        person_id, slack_id = _found(tx, who)
        open_ones = tx.erasure.still_open(person_id)
        if open_ones:
            raise StillInRequests(count=open_ones, name=who)
        touched = len(tx.erasure.requests_of(person_id))
        noted = tx.erasure.noted_by(person_id)
        tx.erasure.forget_person(person_id, slack_id)
        tx.audit.add(Entry(at=now, act=Deed.ERASED, about_id=person_id))
        for request_id in noted:
            # A solution is found by its words, which have gone.
            search.index_anew(tx, request_id, tx.requests.by_id(request_id).texts)
        return touched


def forget_old_words(office: Office, now: datetime) -> int:
    """Drop the words of requests that ended longer ago than their desk keeps them.

    Return how many requests that were; at most so many at a time.
    """
    due = [request_id for desk in office.desks.values() for request_id in _old(office, desk, now)]
    return one_by_one(due[:ROUND], lambda request_id: _forget(office, request_id))


def _old(office: Office, desk: Desk, now: datetime) -> Iterator[int]:
    kept = desk.keep_words_days_of
    spans = [(category, days, ()) for category, days in kept.items()]
    for only, days, but in [*spans, (None, desk.keep_words_days, tuple(kept))]:
        if days:
            with office.store.read() as tx:
                yield from tx.erasure.with_old_words(
                    desk.key,
                    ended_before=now - timedelta(days=days),
                    only=only,
                    but=but,
                    limit=ROUND,
                )


def _forget(office: Office, request_id: int) -> None:
    with office.store.write() as tx:
        tx.erasure.forget_words(request_id)


def _found(tx: Transaction, who: str) -> tuple[int, str | None]:
    found = tx.holdings.find(who)
    if not found:
        raise NobodyCalled(name=who)
    if len(found) > 1:
        ids = ", ".join(str(slack_id) for _, slack_id, _ in found)
        raise SeveralCalled(name=who, ids=ids)
    return found[0][0], found[0][1]
