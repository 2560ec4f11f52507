"""Requests as people see them, put together inside a transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.messages import RequestView
from storage.conversations import Conversation, Side

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.usecases.office import Office
    from storage.requests import Stored
    from storage.store import Transaction


def view(
    tx: Transaction, office: Office, stored: Stored, *, note: str | None = None
) -> RequestView:
    """Put together what one request shows; `note` is read unless it is given."""
    request = stored.request
    people = tx.people.several({p for p in (request.requester_id, request.owner_id) if p})
    return RequestView(
        request=request,
        desk=office.desks[request.desk_key],
        texts=stored.texts,
        promised=stored.promised,
        requester=people.get(request.requester_id or 0),
        owner=people.get(request.owner_id or 0),
        conversation_url=link(office, tx.conversations.of(request.id, Side.REQUESTER)),
        card_url=link(office, tx.conversations.of(request.id, Side.CARD)),
        note=tx.events.last_note(request.id) if note is None else note,
    )


def list_views(tx: Transaction, office: Office, many: Iterable[Stored]) -> tuple[RequestView, ...]:
    """Put together the lines of a list, without links and notes."""
    rows = [stored for stored in many if stored.request.desk_key in office.desks]
    ids = {p for s in rows for p in (s.request.requester_id, s.request.owner_id) if p}
    people = tx.people.several(ids)
    return tuple(
        RequestView(
            request=stored.request,
            desk=office.desks[stored.request.desk_key],
            texts=stored.texts,
            promised=stored.promised,
            requester=people.get(stored.request.requester_id or 0),
            owner=people.get(stored.request.owner_id or 0),
        )
        for stored in rows
    )


def link(office: Office, conversation: Conversation | None) -> str | None:
    """Give the address that opens a thread in Slack, once it stands there."""
    if conversation is None or not conversation.channel or not office.store.url:
        return None
    ts = conversation.message_ts or conversation.root_ts
    if ts is None:
        return None
    return f"{office.store.url}archives/{conversation.channel}/p{ts.replace('.', '')}"
