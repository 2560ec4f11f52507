"""Requests as people see them, put together inside a transaction."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.events import EventKind
from bot.domain.messages import Linked, RequestView
from bot.domain.request import State
from bot.domain.vendors.engagement import AtWork
from bot.usecases.outages.around import around
from storage.conversations import Conversation, Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.domain.people import Person
    from bot.domain.request import Request
    from bot.usecases.office import Office
    from storage.requests import Stored
    from storage.store import Transaction

#: The move whose words a request in this state shows; in the other states it is the newest.
_ITS_WORDS = {
    State.ON_HOLD: EventKind.HOLD_STARTED,
    State.RESOLVED: EventKind.RESOLVED,
    State.CLOSED: EventKind.RESOLVED,
    State.CANCELLED: EventKind.CANCELLED,
}


def view(
    tx: Transaction,
    office: Office,
    stored: Stored,
    *,
    threads: Mapping[Side, Conversation] | None = None,
    note: str | None = None,
) -> RequestView:
    """Put together what one request shows; `threads` and `note` are read unless given."""
    request = stored.request
    if threads is None:
        threads = tx.conversations.threads_of(request.id)
    people = tx.people.several({p for p in (request.requester_id, request.owner_id) if p})
    return RequestView(
        request=request,
        desk=office.desks[request.desk_key],
        texts=stored.texts,
        promised=stored.promised,
        requester=people.get(request.requester_id or 0),
        owner=people.get(request.owner_id or 0),
        conversation_url=link(office, threads.get(Side.REQUESTER)),
        card_url=link(office, threads.get(Side.CARD)),
        note=_note(tx, request) if note is None else note,
        liaison=liaison_of(tx, office, request.department),
        links=_links(tx, office, request),
        outage=around(tx, office, request),
        vendors=_vendors(tx, request),
    )


def _vendors(tx: Transaction, request: Request) -> tuple[AtWork, ...]:
    if not (request.with_vendors and request.is_open):
        return ()
    known = [one for one in tx.engagements.of(request.id) if one.at_work.is_open]
    named = tx.vendors.several({one.at_work.vendor_id for one in known})
    return tuple(
        AtWork(
            name=named[one.at_work.vendor_id].name,
            reference=one.reference.number,
            at_work=one.at_work,
        )
        for one in known
    )


def _links(tx: Transaction, office: Office, request: Request) -> tuple[Linked, ...]:
    kin = tx.links.around(request)
    people = tx.people.several({one.requester_id for one in kin if one.requester_id})
    return tuple(
        Linked(
            tie=one.tie,
            number=one.number,
            state=one.state,
            requester=people.get(one.requester_id or 0),
            url=_address(office, one.channel, one.message_ts),
        )
        for one in kin
    )


def with_predecessor(tx: Transaction, view: RequestView) -> RequestView:
    """Add who needed a request before, if it has changed hands on that side."""
    if view.request.events <= 1:
        return view
    before = tx.people.get(tx.events.requester_before(view.request.id))
    return replace(view, predecessor=before)


def liaison_of(tx: Transaction, office: Office, name: str | None) -> Person | None:
    """Find the technician whom a department knows by name, if there is one."""
    department = office.departments.named(name)
    if department is None or department.liaison is None:
        return None
    person = tx.people.ensure(department.liaison)
    return person if person.is_colleague and person.name else None


def _note(tx: Transaction, request: Request) -> str:
    if request.events <= 1:
        # It has only been filed, so there is no move whose words could be looked for.
        return ""
    # What colleagues wrote on an earlier move must not pass for the words of an ending.
    return tx.events.last_note(request.id, of=_ITS_WORDS.get(request.state))


def list_views(tx: Transaction, office: Office, many: Iterable[Stored]) -> tuple[RequestView, ...]:
    """Put together the lines of a list, without notes."""
    rows = [stored for stored in many if stored.request.desk_key in office.desks]
    ids = {p for s in rows for p in (s.request.requester_id, s.request.owner_id) if p}
    people = tx.people.several(ids)
    threads = tx.conversations.threads_of_several([stored.request.id for stored in rows])
    return tuple(
        RequestView(
            request=stored.request,
            desk=office.desks[stored.request.desk_key],
            texts=stored.texts,
            promised=stored.promised,
            requester=people.get(stored.request.requester_id or 0),
            owner=people.get(stored.request.owner_id or 0),
            conversation_url=link(office, threads.get((stored.request.id, Side.REQUESTER))),
            card_url=link(office, threads.get((stored.request.id, Side.CARD))),
        )
        for stored in rows
    )


def link(office: Office, conversation: Conversation | None) -> str | None:
    """Give the address that opens a thread in Slack, once it stands there."""
    if conversation is None:
        return None
    return _address(office, conversation.channel, conversation.message_ts or conversation.root_ts)


def _address(office: Office, channel: str | None, ts: str | None) -> str | None:
    if not channel or not ts or not office.store.url:
        return None
    return f"{office.store.url}archives/{channel}/p{ts.replace('.', '')}"
