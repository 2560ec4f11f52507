"""Making a message from anywhere in Slack a part of a request's conversation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.domain.people import Caller
from bot.domain.refusals import Refused
from bot.domain.request import State
from bot.usecases.access import Case, access_caller, access_case
from bot.usecases.filing.opening import already
from bot.usecases.looking import views
from bot.usecases.talk import take_in_quoted
from storage.conversations import Side
from storage.lanes import reading_lane
from storage.lists import Pile
from storage.outbox import Errand, OutboxKind

if TYPE_CHECKING:
    from bot.usecases.office import Act, Office
    from bot.usecases.talk import Said
    from storage.requests import Stored
    from storage.store import Transaction

#: As many as Slack's menus hold.
MOST: Final = 100


class OverAlready(Refused):
    """#{number} is over, so nothing can be added to it. A new request can mention it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """The request that a message belongs to; `url` opens its conversation, if it is public.

    Of a private one nobody is told more than that there is one.
    """

    number: int | None
    url: str | None


def filed_as(office: Office, *, channel: str, ts: str) -> Filed | None:
    """Find the request that a message belongs to."""
    with office.store.read() as tx:
        request_id = tx.sources.at(channel, ts)
        if request_id is None:
            return None
        request = tx.requests.by_id(request_id).request
        conversation = tx.conversations.of(request_id, Side.REQUESTER)
    if request.private:
        return Filed(number=None, url=None)
    return Filed(number=request.number, url=views.link(office, conversation))


def addable(office: Office, act: Act) -> tuple[tuple[int, str], ...]:
    """List the open requests that the caller filed or owns, by number and title."""
    with office.store.read() as tx:
        person = tx.people.ensure(act.slack_id)
        found, _ = tx.lists.of_requester(person.id, limit=MOST)
        for desk in office.desks.values():
            if access_caller(tx, office, act, desk).works_here:
                owned, _ = tx.lists.pile(
                    desk.key, Pile.MINE, person_id=person.id, before=act.now, limit=MOST
                )
                found += owned
    mine = {stored.request.number: _title(stored) for stored in found if stored.request.is_open}
    return tuple(mine.items())[:MOST]


def ask_to_add(office: Office, act: Act, *, number: int, channel: str, ts: str) -> None:
    """Have a message read that is to be added to a request.

    Raises `NoSuchRequest`, `NotYourRequest`, `OnlyReaders`, `OverAlready`, `AlreadyFiled`.
    """
    with office.store.write() as tx:
        case = _case(tx, office, act, number)
        if not tx.deliveries.take(act.key, now=act.now):
            return
        known = tx.sources.at(channel, ts)
        if known is not None:
            raise already(tx, known)
        errand = Errand(
            kind=OutboxKind.QUOTE,
            lane=reading_lane(channel),
            request_id=case.request.id,
            facts={"channel": channel, "ts": ts, "by": act.slack_id, "number": number},
            # Somebody else may add it elsewhere, and is told which of the two it was.
            coalesce=f"quote:{channel}:{ts}:{number}",
        )
        tx.outbox.add(errand, now=act.now)


def add_quoted(office: Office, act: Act, *, number: int, said: Said, author: str | None) -> bool:
    """Add a message to a request; whoever does it has written it, unless `author` has.

    False if seen before. Raises as `ask_to_add`.
    """
    with office.store.write() as tx:
        case = _case(tx, office, act, number)
        if not tx.deliveries.take(act.key, now=act.now):
            return False
        known = tx.sources.at(said.channel, said.ts)
        if known is not None:
            raise already(tx, known)
        writer = tx.people.ensure(author) if author else case.caller.person
        by_writer = Case(stored=case.stored, desk=case.desk, caller=Caller(person=writer))
        return take_in_quoted(tx, by_writer, said, added_by=case, now=act.now)


def _case(tx: Transaction, office: Office, act: Act, number: int) -> Case:
    case = access_case(tx, office, act, number)
    if not case.request.is_open and case.request.state is not State.RESOLVED:
        raise OverAlready(number=number)
    return case


def _title(stored: Stored) -> str:
    # A list is no look at a private request, so it tells no words of it.
    title = "Private request" if stored.request.private else stored.texts.title
    return title or "(no title)"
