"""How a request comes to be."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.domain import texts
from bot.domain.events import Actor, ActorKind, Event, EventKind
from bot.domain.messages import Place, RequestView, SharedFile, Texts
from bot.domain.people import Caller
from bot.domain.refusals import Refused
from bot.domain.request import Priority, Request, apply
from bot.domain.sla import promised
from bot.usecases import search
from bot.usecases.access import Case, NoDesk, access_case, access_to_file
from bot.usecases.moves import redraw, refresh_home
from bot.usecases.people import department_of
from bot.usecases.talk import Said, join, keep_source
from bot.usecases.views import link
from storage.conversations import Side
from storage.requests import Stored

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.desk import Desk
    from bot.domain.people import Person
    from bot.usecases.office import Act, Office
    from storage.conversations import Conversation
    from storage.store import Transaction


class NothingToFile(Refused):
    """Please say in a few words what is wrong, and I will file it."""


class AlreadyFiled(Refused):
    """That message is a request already."""


class NothingToAdd(Refused):
    """Please write what else the desk should know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """What somebody wants to file, by which door, and where the conversation is to be.

    `source` is the thread of the message that becomes the request; without one, the bot opens a
    thread in the direct messages with the requester. `source_ts` tells which message of the
    thread it is, unless it is the first. `files` came with it.
    """

    channel: str
    text: str
    details: str = ""
    purpose: str = ""
    category: str | None = None
    department: str | None = None
    priority: Priority | None = None
    desk_key: str | None = None
    on_behalf_of: str | None = None
    source: Place | None = None
    source_ts: str | None = None
    files: tuple[SharedFile, ...] = ()


def file_request(office: Office, act: Act, filing: Filing) -> RequestView | None:
    """File a request; None if this delivery or this message has been filed before.

    Raises `NothingToFile`, `GuestsCannotFile`, `NoDesk`.
    """
    desk = _desk(office, filing)
    _texts(filing)
    try:
        return _file(office, act, filing, desk)
    except AlreadyFiled:
        # The same message came by another door before, and that one won.
        return None


def _file(office: Office, act: Act, filing: Filing, desk: Desk) -> RequestView | None:
    with office.store.write() as tx:
        filer = access_to_file(tx, office, act, desk)
        if not tx.deliveries.take(act.key, now=act.now):
            return None
        requester = tx.people.ensure(filing.on_behalf_of) if filing.on_behalf_of else filer
        department = department_of(tx, office, requester, chosen=filing.department)
        filing = replace(filing, department=department)
        stored = _add(tx, desk, act, filing, filer=filer, requester=requester)
        threads = _open_threads(tx, stored.request, desk, filing.source)
        redraw(tx, stored.request, desk, now=act.now, threads=threads)
        case = Case(stored=stored, desk=desk, caller=Caller(person=filer))
        _begin(tx, case, filing, threads[Side.REQUESTER], now=act.now)
        refresh_home(tx, filer.id, now=act.now)
        return RequestView(
            request=stored.request,
            desk=desk,
            texts=stored.texts,
            promised=stored.promised,
            requester=requester,
            owner=None,
            conversation_url=link(office, threads[Side.REQUESTER]),
        )


def add_details(office: Office, act: Act, *, number: int, details: str) -> bool:
    """Add to what was written about a request; False if seen before.

    Raises `NoSuchRequest`, `NotYourRequest`, `NothingToAdd`.
    """
    if not details.strip():
        raise NothingToAdd
    with office.store.write() as tx:
        case = access_case(tx, office, act, number)
        if not tx.deliveries.take(act.key, now=act.now):
            return False
        known = case.stored.texts
        more = replace(known, details=texts.joined(known.details, details))
        tx.requests.set_texts(case.request.id, more)
        search.index(tx, case.request.id, details)
        redraw(tx, case.request, case.desk, now=act.now)
        return True


def _desk(office: Office, filing: Filing) -> Desk:
    if filing.desk_key is None:
        return office.first_desk
    desk = office.desks.get(filing.desk_key)
    if desk is None:
        raise NoDesk(desk=filing.desk_key, desks=", ".join(office.desks))
    return desk


def _texts(filing: Filing) -> Texts:
    title, details = texts.split(filing.text)
    # Some characters look like nothing at all.
    if not any(character.isprintable() for character in title):
        raise NothingToFile
    # Nothing is lost: what does not fit into a title stands whole in the details.
    return Texts(
        title=title,
        details=texts.joined(details, filing.details),
        purpose=filing.purpose.strip(),
    )


def _open_threads(
    tx: Transaction, request: Request, desk: Desk, source: Place | None
) -> dict[Side, Conversation]:
    conversation = tx.conversations.open(
        request.id,
        Side.REQUESTER,
        channel=source.channel if source else None,
        root_ts=source.thread_ts if source else None,
    )
    card = tx.conversations.open(request.id, Side.CARD, channel=desk.team_channel)
    if conversation is None or card is None:
        raise AlreadyFiled
    return {Side.REQUESTER: conversation, Side.CARD: card}


def _begin(
    tx: Transaction, case: Case, filing: Filing, conversation: Conversation, *, now: datetime
) -> None:
    """Begin the conversation with the message that became the request."""
    if filing.source is None or filing.source.thread_ts is None:
        return
    source = Said(
        channel=filing.source.channel,
        thread_ts=filing.source.thread_ts,
        ts=filing.source_ts or filing.source.thread_ts,
        text=filing.text,
        said_at=now,
        files=filing.files,
    )
    keep_source(tx, case, conversation, source, now=now)
    join(tx, conversation, now=now)


def _add(
    tx: Transaction, desk: Desk, act: Act, filing: Filing, *, filer: Person, requester: Person
) -> Stored:
    number = tx.requests.next_number()
    priority = filing.priority or desk.default_priority
    created = Event(
        kind=EventKind.CREATED,
        at=act.now,
        actor=Actor(person_id=filer.id, kind=ActorKind.REQUESTER),
        facts={
            "channel": filing.channel,
            "priority": priority,
            "category": filing.category,
            "department": filing.department,
            "on_behalf": filer.id != requester.id,
        },
    )
    bare = Request(
        id=0,
        number=number,
        desk_key=desk.key,
        requester_id=requester.id,
        created_at=act.now,
        priority=priority,
        category=filing.category,
        department=filing.department,
        channel=filing.channel,
    )
    request, texts = apply(bare, created), _texts(filing)
    due = promised(request, desk)
    request_id = tx.requests.add(request, texts, due)
    tx.events.append(replace(bare, id=request_id), [created])
    search.index(tx, request_id, *search.written(texts))
    return Stored(request=replace(request, id=request_id), texts=texts, promised=due)
