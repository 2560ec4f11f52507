"""Having people told: card and receipt redrawn, notices to threads, leads and requesters."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.events import NO_FACTS, Event, EventKind, Fact
from bot.domain.messages import NoticeKind
from bot.usecases import private
from storage.conversations import Side
from storage.lanes import direct_lane, home_lane
from storage.outbox import Errand, OutboxKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.domain.desk import Desk
    from bot.domain.people import Caller
    from bot.domain.request import Request
    from bot.usecases.access import Case
    from storage.conversations import Conversation
    from storage.store import Transaction


# What the requesters of its parts hear of a request.
_FOR_PARTS = {
    EventKind.RESOLVED: NoticeKind.WHOLE_SOLVED,
    EventKind.CANCELLED: NoticeKind.WHOLE_CANCELLED,
    EventKind.REOPENED: NoticeKind.WHOLE_REOPENED,
}
#: Whoever has not opened the Home for so long does not look at it.
HOME_LIVES_FOR = timedelta(days=3)


def redraw(
    tx: Transaction,
    request: Request,
    desk: Desk,
    *,
    now: datetime,
    threads: Mapping[Side, Conversation] | None = None,
) -> None:
    """Have the card and the receipt show the request as it is when they are sent.

    `threads` are read unless given.
    """
    if threads is None:
        threads = tx.conversations.threads_of(request.id)
    # Requests of a replayed history have no threads, and get none by being touched.
    lanes = {
        OutboxKind.CARD: desk.team_channel if Side.CARD in threads else None,
        OutboxKind.RECEIPT: requester_lane(tx, request, threads.get(Side.REQUESTER)),
    }
    errands = [_drawing(kind, lane, request) for kind, lane in lanes.items() if lane is not None]
    if Side.OWNER in threads:
        errands += private.drawing(tx, threads[Side.OWNER])
    tx.outbox.add(*errands, now=now)


def redraw_card(tx: Transaction, request: Request, desk: Desk, *, now: datetime) -> None:
    """Have the card alone show what has changed around the request."""
    if tx.conversations.of(request.id, Side.CARD) is not None:
        tx.outbox.add(_drawing(OutboxKind.CARD, desk.team_channel, request), now=now)


def redraw_card_of(tx: Transaction, request_id: int, *, now: datetime) -> None:
    """Have the card of a request show what has changed around it, wherever it stands."""
    thread = tx.conversations.of(request_id, Side.CARD)
    if thread is not None and thread.channel is not None:
        request = tx.requests.by_id(request_id).request
        tx.outbox.add(_drawing(OutboxKind.CARD, thread.channel, request), now=now)


def leaving(card: Conversation, lane: str) -> Errand:
    """Have the card that stands where a request was before say where it is now."""
    return Errand(
        kind=OutboxKind.LEFT_CARD,
        lane=lane,
        request_id=card.request_id,
        ref=card.id,
        coalesce=f"left_card:{card.id}",
    )


def refresh_home(tx: Transaction, person_id: int | None, *, now: datetime) -> None:
    """Have the Home of whoever acts shown anew, if he looks at it these days."""
    person = tx.people.get(person_id)
    if person is None or person.slack_id is None or person.home_seen_at is None:
        return
    if now - person.home_seen_at <= HOME_LIVES_FOR:
        tx.outbox.add(home_errand(person.slack_id), now=now)


def home_errand(slack_id: str) -> Errand:
    """Have the Home of one person shown as it is when its turn comes."""
    lane = home_lane(slack_id)
    return Errand(kind=OutboxKind.HOME, lane=lane, facts={"person": slack_id}, coalesce=lane)


def notify_requester(
    tx: Transaction, request: Request, kind: NoticeKind, *, caller: Caller, now: datetime
) -> None:
    """Tell the requester, in the conversation."""
    lane = requester_lane(tx, request, tx.conversations.of(request.id, Side.REQUESTER))
    if lane is not None:
        notify(tx, lane, request, kind, by=caller.person.id, now=now)


def notify_team(
    tx: Transaction,
    case: Case,
    request: Request,
    kind: NoticeKind,
    *,
    now: datetime,
    facts: Mapping[str, Fact] = NO_FACTS,
) -> None:
    """Tell the technicians, in the card's thread; `facts` depend on the kind.

    Of a private request, its owner is told where he works on it.
    """
    by = case.caller.person.id
    notify_team_of(tx, case.desk, request, kind, now=now, by=by, facts=facts)


def notify_team_of(
    tx: Transaction,
    desk: Desk,
    request: Request,
    kind: NoticeKind,
    *,
    now: datetime,
    by: int | None = None,
    facts: Mapping[str, Fact] = NO_FACTS,
) -> None:
    """Tell the technicians as `notify_team` does, whoever or whatever made it happen."""
    lane: str | None = desk.team_channel
    thread = tx.conversations.of(request.id, Side.OWNER) if request.private else None
    if thread is not None:
        lane, facts = private.owners_lane(tx, thread), {**facts, "thread": thread.id}
    if lane is not None:
        notify(tx, lane, request, kind, by=by, now=now, more=facts)


def notify_leads(
    tx: Transaction, case: Case, request: Request, kind: NoticeKind, *, now: datetime
) -> None:
    """Tell each lead directly, or the card's thread while no lead is listed."""
    own = direct_lane(case.caller.person.slack_id or "")
    for lane in (lane for lane in lanes_of_leads(case.desk) if lane != own):
        notify(tx, lane, request, kind, by=case.caller.person.id, now=now)


def notify_leads_of(
    tx: Transaction,
    desk: Desk,
    request: Request,
    kind: NoticeKind,
    *,
    now: datetime,
    facts: Mapping[str, Fact] = NO_FACTS,
) -> None:
    """Tell the leads as `notify_leads` does what nobody made happen by hand."""
    for lane in lanes_of_leads(desk):
        notify(tx, lane, request, kind, by=None, now=now, more=facts)


def lanes_of_leads(desk: Desk) -> list[str]:
    """Name the lane to each lead, or the one to the team while no lead is listed."""
    return [direct_lane(lead) for lead in sorted(desk.leads)] or [desk.team_channel]


def notify(
    tx: Transaction,
    lane: str,
    request: Request,
    kind: NoticeKind,
    *,
    by: int | None,
    now: datetime,
    more: Mapping[str, Fact] = NO_FACTS,
) -> None:
    """Tell what the last move of a request means to whom `lane` leads to."""
    facts: dict[str, Fact] = {"seq": request.events - 1, **more, "notice": kind, "by": by}
    tx.outbox.add(
        Errand(kind=OutboxKind.NOTICE, lane=lane, request_id=request.id, facts=facts), now=now
    )


def tell_parts(tx: Transaction, whole: Request, last: Event) -> None:
    """Tell the requesters of its parts that a request ended or came back."""
    kind = _FOR_PARTS.get(last.kind)
    # Nobody is told the same thing in two conversations.
    told = {whole.requester_id}
    for part in tx.links.parts_of(whole.number):
        lane = requester_lane(tx, part, tx.conversations.of(part.id, Side.REQUESTER))
        if lane is None:
            continue
        tx.outbox.add(_drawing(OutboxKind.RECEIPT, lane, part), now=last.at)
        if kind is not None and part.requester_id not in told:
            # The words that came with it are those of the whole.
            facts = {"of": whole.id, "seq": whole.events - 1}
            notify(tx, lane, part, kind, by=last.actor.person_id, now=last.at, more=facts)
        told.add(part.requester_id)


def requester_lane(
    tx: Transaction, request: Request, conversation: Conversation | None
) -> str | None:
    """Name the lane that leads to the requester; None if there is nobody to talk to."""
    if conversation is None:
        return None
    if conversation.is_public:
        return conversation.channel
    return direct_lane_of_requester(tx, request)


def direct_lane_of_requester(tx: Transaction, request: Request) -> str | None:
    """Name the lane of the direct messages with the requester, if there are any."""
    requester = tx.people.get(request.requester_id)
    if requester is None or requester.slack_id is None or requester.deactivated:
        return None
    return direct_lane(requester.slack_id)


def _drawing(kind: OutboxKind, lane: str, request: Request) -> Errand:
    return Errand(kind=kind, lane=lane, request_id=request.id, coalesce=f"{kind}:{request.id}")
