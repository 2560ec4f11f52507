"""Private requests: the thread in which the owner of one works, and how it changes hands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.messages import NoticeKind
from bot.usecases.sending.relaying import retelling
from storage.audit import Look
from storage.conversations import Side
from storage.lanes import direct_lane
from storage.outbox import Errand, OutboxKind

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.people import Person
    from bot.domain.request import Request
    from storage.conversations import Conversation
    from storage.store import Transaction


def hand_over(tx: Transaction, request: Request, *, now: datetime) -> None:
    """End the thread of the owner of before, and open one with the owner of now."""
    former = tx.conversations.of(request.id, Side.OWNER)
    if former is not None:
        tx.conversations.end(former.id)
        tx.outbox.add(*drawing(tx, former), *_farewell(tx, former), now=now)
    owner = tx.people.get(request.owner_id)
    if owner is not None and owner.slack_id is not None:
        _open_thread(tx, request, owner, now=now)


def owners_lane(tx: Transaction, thread: Conversation) -> str | None:
    """Name the lane of the direct messages that an owner's thread stands in."""
    person = tx.people.get(thread.person_id)
    if person is None or person.slack_id is None or person.deactivated:
        return None
    return direct_lane(person.slack_id)


def drawing(tx: Transaction, thread: Conversation) -> list[Errand]:
    """Have the card at the head of an owner's thread show the request as it is."""
    lane = owners_lane(tx, thread)
    if lane is None:
        return []
    return [
        Errand(
            kind=OutboxKind.OWNER_CARD,
            lane=lane,
            request_id=thread.request_id,
            ref=thread.id,
            coalesce=f"owner_card:{thread.id}",
        )
    ]


def tell_former(tx: Transaction, thread: Conversation, *, now: datetime) -> None:
    """Tell a former owner, or the technicians of a former desk, that words go nowhere."""
    tx.outbox.add(*_farewell(tx, thread), now=now)


def _farewell(tx: Transaction, thread: Conversation) -> list[Errand]:
    lane = owners_lane(tx, thread) if thread.person_id is not None else thread.channel
    if lane is None:
        return []
    return [
        Errand(
            kind=OutboxKind.NOTICE,
            lane=lane,
            request_id=thread.request_id,
            facts={"notice": NoticeKind.NO_LONGER_YOURS, "thread": thread.id},
        )
    ]


def _open_thread(tx: Transaction, request: Request, owner: Person, *, now: datetime) -> None:
    """Show the owner everything, in the order in which it was said."""
    thread = tx.conversations.open(request.id, Side.OWNER, person_id=owner.id)
    if thread is None:
        return
    tx.audit.note(request.id, owner.id, Look.OWNED, now=now)
    lane = owners_lane(tx, thread)
    if lane is not None:
        tx.outbox.add(*drawing(tx, thread), *retelling(tx, thread, lane), now=now)
