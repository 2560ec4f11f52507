"""What a new request is made of: its row, its first events, its two threads."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.domain import texts
from bot.domain.events import Actor, ActorKind, Event, EventKind
from bot.domain.life import fold
from bot.domain.messages import Source
from bot.domain.refusals import Refused
from bot.domain.reminders import first_look
from bot.domain.request import Request
from bot.domain.sla import promised
from bot.usecases.access import works_at
from bot.usecases.looking import search
from bot.usecases.placing import assigning, routing
from bot.usecases.talk import Said, join, keep_source
from storage.conversations import Side
from storage.requests import Stored

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from bot.domain.desk import Desk
    from bot.domain.events import Fact
    from bot.domain.messages import Texts
    from bot.domain.people import Person
    from bot.usecases.access import Case
    from bot.usecases.filing.intake import Filing
    from bot.usecases.office import Act, Office
    from storage.conversations import Conversation
    from storage.store import Transaction

#: The ways in which a request reaches a technician outside the desk's own doors.
WAYS: Final = ("slack", "phone", "walk_up", "email")
#: In these, somebody was there to help at that very moment.
LIVE: Final = frozenset({"phone", "walk_up"})


class NothingToFile(Refused):
    """Please say in a few words what is wrong, and I will file it."""


class AlreadyFiled(Refused):
    """That message belongs to #{number} already."""


class FiledInPrivate(AlreadyFiled):
    """That message has been filed already."""


def texts_of(filing: Filing) -> Texts:
    """Give the words of a request as they are kept; raises `NothingToFile`."""
    if not texts.first_line(filing.text):
        raise NothingToFile
    # Files of a message stand below it; those of a form stand nowhere else.
    files = () if filing.source else filing.files
    links = "\n".join(f"{file.name}: {file.url}" for file in files)
    return replace(
        texts.compose(filing.text, details=texts.joined(filing.details, links)),
        purpose=filing.purpose.strip(),
        end_product=filing.end_product.strip(),
    )


def already(tx: Transaction, request_id: int) -> AlreadyFiled:
    """Say which request a message belongs to, unless that is a secret."""
    request = tx.requests.by_id(request_id).request
    return (FiledInPrivate if request.private else AlreadyFiled)(number=request.number)


def open_threads(
    tx: Transaction, request: Request, desk: Desk, filing: Filing
) -> dict[Side, Conversation]:
    """Tie the conversation and the card's thread to a request; raises `AlreadyFiled`."""
    source = filing.source if filing.talks_in_thread else None
    conversation = tx.conversations.open(
        request.id,
        Side.REQUESTER,
        channel=source.channel if source else None,
        root_ts=source.thread_ts if source else None,
    )
    if conversation is None and source is not None:
        raise already(tx, tx.sources.at(source.channel, source.thread_ts) or request.id)
    card = tx.conversations.open(request.id, Side.CARD, channel=desk.team_channel)
    if conversation is None or card is None:
        raise AlreadyFiled(number=request.number)
    return {Side.REQUESTER: conversation, Side.CARD: card}


def said_in(filing: Filing, source: Source) -> Said:
    """Give the message that became a request, as words of its conversation."""
    return Said(
        channel=source.channel,
        thread_ts=source.thread_ts,
        ts=source.ts,
        # The form shows the whole message in its details, unless it fits into the title.
        text=filing.details or filing.text,
        said_at=source.said_at,
        files=filing.files,
    )


def begin(
    tx: Transaction, case: Case, filing: Filing, conversation: Conversation, *, now: datetime
) -> None:
    """Begin the conversation with the message that became the request, or with the form."""
    # A form is no message, but files can come with it, too.
    form = Source(channel="form", ts=str(case.request.number), said_at=now)
    source = filing.source or (form if filing.files else None)
    if source is None:
        return
    keep_source(tx, case, conversation, said_in(filing, source), now=now)
    join(tx, conversation, now=now)


def add(
    tx: Transaction,
    office: Office,
    act: Act,
    filing: Filing,
    *,
    desk: Desk,
    filer: Person,
    requester: Person | None,
) -> Stored:
    """Take the next number, route the request, and keep it with its first events.

    What nobody alone needs has no requester.
    """
    number = tx.requests.next_number()
    logged = _way(tx, desk, filing, filer=filer, requester=requester)
    bare = replace(
        _bare(filing, desk, number=number, now=act.now),
        requester_id=requester.id if requester else None,
        channel=logged or filing.channel,
    )
    told = texts_of(filing)
    created, *first = _beginning(bare, filer, act, about=_about(filing), by_desk=logged is not None)
    events = [created, *routing.routed(office, desk, bare, told), *first]
    choice = assigning.place(tx, desk, fold(bare, events), now=act.now)
    stored = _kept(tx, desk, bare, told, events=[*events, *assigning.steps(choice, act.now)])
    assigning.keep(tx, desk, stored, choice, now=act.now)
    return stored


def _bare(filing: Filing, desk: Desk, *, number: int, now: datetime) -> Request:
    """Give a request of nobody as it is before anything has happened to it."""
    return Request(
        id=0,
        number=number,
        desk_key=desk.key,
        requester_id=None,
        created_at=now,
        priority=filing.priority or desk.default_priority,
        category=filing.category,
        department=filing.department,
        system=filing.system,
        system_guessed=bool(filing.system_guessed),
        organisation=filing.organisation,
        channel=filing.channel,
        private=filing.private,
        follows=filing.follows,
    )


def _kept(
    tx: Transaction, desk: Desk, bare: Request, told: Texts, *, events: Sequence[Event]
) -> Stored:
    """Write what a request is after its first events, and the words by which it is found."""
    request = fold(bare, events)
    due = promised(request, desk)
    request_id = tx.requests.add(request, told, due, remind_at=first_look(request, desk))
    tx.events.append(replace(bare, id=request_id), events)
    search.index(tx, request_id, *search.written(told))
    return Stored(request=replace(request, id=request_id), texts=told, promised=due)


def _way(
    tx: Transaction, desk: Desk, filing: Filing, *, filer: Person, requester: Person | None
) -> str | None:
    """Give the way in which a request reached the technician who logs it for somebody else."""
    is_known = filing.way in WAYS and requester is not None and filer.id != requester.id
    return filing.way if is_known and works_at(tx, desk, filer) else None


def _about(filing: Filing) -> dict[str, Fact]:
    """Say which system it is about, where the settings name any."""
    if filing.system_guessed is None:
        return {}
    return {"system": filing.system, "guessed": filing.system_guessed}


def _beginning(
    bare: Request, filer: Person, act: Act, *, about: Mapping[str, Fact], by_desk: bool
) -> list[Event]:
    kind = ActorKind.TECHNICIAN if by_desk else ActorKind.REQUESTER
    actor = Actor(person_id=filer.id, kind=kind)
    created = Event(
        kind=EventKind.CREATED,
        at=act.now,
        actor=actor,
        facts={
            "channel": bare.channel,
            "priority": bare.priority,
            "category": bare.category,
            "department": bare.department,
            "organisation": bare.organisation,
            "on_behalf": bare.requester_id not in {None, filer.id},
            "private": bare.private,
            "follows": bare.follows,
            **about,
        },
    )
    if not by_desk or bare.channel not in LIVE:
        return [created]
    # Whoever called or came by had a technician in front of them at once.
    first = (EventKind.CLAIMED, EventKind.HUMAN_REPLY)
    return [created, *(Event(kind=kind, at=act.now, actor=actor) for kind in first)]
