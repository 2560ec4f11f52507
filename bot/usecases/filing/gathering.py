"""What somebody writes in several messages is one request."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from bot.domain import texts
from bot.domain.people import Caller
from bot.usecases import telling
from bot.usecases.access import Case
from bot.usecases.looking import search
from bot.usecases.talk import keep_source
from storage.conversations import Side

if TYPE_CHECKING:
    from bot.domain.people import Person
    from bot.usecases.office import Act, Office
    from bot.usecases.talk import Said
    from storage.requests import Stored
    from storage.sources import Near
    from storage.store import Transaction

#: So long after a message the next one still goes on with it.
ONE_BREATH: Final = timedelta(minutes=1)


def join(tx: Transaction, office: Office, act: Act, said: Said, *, author: Person) -> bool:
    """Make a message a part of the request that its author is telling; False if of none.

    What counts is when the messages were written, in whatever order they arrive.
    """
    begun = _nearest(tx, said, author.id)
    stored = tx.requests.by_id(begun.request_id, to_change=True) if begun else None
    desk = office.desks.get(stored.request.desk_key) if stored else None
    if begun is None or stored is None or desk is None:
        return False
    case = Case(stored=stored, desk=desk, caller=Caller(person=author))
    thread = tx.conversations.of(begun.request_id, Side.REQUESTER)
    if thread is not None and keep_source(tx, case, thread, said, now=act.now):
        _grow(tx, stored, said.text, came_first=said.ts < begun.ts)
        telling.redraw(tx, stored.request, desk, now=act.now)
    return True


def _nearest(tx: Transaction, said: Said, author_id: int) -> Near | None:
    since, until = (_stamp(said.said_at + span) for span in (-ONE_BREATH, ONE_BREATH))
    found = tx.sources.near(said.channel, author_id=author_id, since=since, until=until)
    return min(found, key=lambda near: abs(float(near.ts) - float(said.ts)), default=None)


def _stamp(at: datetime) -> str:
    """Write an instant as Slack does, whose timestamps sort like the text that they are."""
    return f"{(at - datetime(1970, 1, 1, tzinfo=UTC)) / timedelta(seconds=1):.6f}"


def _grow(tx: Transaction, stored: Stored, text: str, *, came_first: bool) -> None:
    known = stored.texts
    told = texts.preceded(known, text) if came_first else texts.grown(known, text)
    tx.requests.set_texts(stored.request.id, told)
    search.index(tx, stored.request.id, text)
