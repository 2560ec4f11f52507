"""What people look up: their requests, the board, one request."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.domain.messages import Board, RequestView
from bot.domain.refusals import Refused
from bot.domain.sla import SOON
from bot.usecases.access import (
    OnlyTechnicians,
    access_caller,
    access_case,
    access_to_audit,
    access_to_desk,
    access_to_work,
)
from bot.usecases.filing.threads import thread_at
from bot.usecases.looking import views
from bot.usecases.placing.stuck import presence_of
from storage.audit import Look
from storage.lists import Pile

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.desk import Desk
    from bot.domain.people import Caller, Person
    from bot.domain.request import Request
    from bot.usecases.office import Act, Office
    from storage.requests import Stored
    from storage.store import Transaction

#: As much as somebody reads in one answer; the rest is counted.
LIST_LENGTH = 15
PILE_LENGTH = 8
#: Rows of this length stay within what Slack takes in one block.
LOOKS_LENGTH = 30


class NoSuchQueue(Refused):
    """I know no queue "{which}". Try queue mine, queue unclaimed or queue late."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenBy:
    """One look at a private request."""

    at: datetime
    person: Person | None
    how: Look


#: What can be asked for; what is late was due before now.
QUEUES = {
    "": Pile.OPEN,
    "mine": Pile.MINE,
    "unclaimed": Pile.UNCLAIMED,
    "late": Pile.DUE_SOON,
}


def own_requests(office: Office, act: Act) -> tuple[tuple[RequestView, ...], int]:
    """List the caller's own requests, and how many there are in all."""
    with office.store.read() as tx:
        person = tx.people.ensure(act.slack_id)
        rows, total = tx.lists.of_requester(person.id, limit=LIST_LENGTH)
        return views.list_views(tx, office, rows), total


def one_request(office: Office, act: Act, *, number: int, how: Look = Look.SHOWN) -> RequestView:
    """Show one request; raises `NoSuchRequest`, `NotYourRequest`, `OnlyReaders`."""
    view, _ = request_and_caller(office, act, number=number, how=how)
    return view


def request_and_caller(
    office: Office, act: Act, *, number: int, how: Look = Look.SHOWN
) -> tuple[RequestView, Caller]:
    """Show one request, and say who wants to see it; raises as `one_request`.

    Each look at a private one is noted together with what is shown.
    """
    with office.store.read() as tx:
        case = access_case(tx, office, act, number, to_change=False)
        if not case.request.private:
            return views.view(tx, office, case.stored), case.caller
    with office.store.write() as tx:
        case = access_case(tx, office, act, number, to_change=False)
        tx.audit.note(case.request.id, case.caller.person.id, how, now=act.now)
        view = views.view(tx, office, case.stored)
        return replace(view, among_readers=True), case.caller


def desk_of_request(office: Office, act: Act, *, number: int) -> Desk:
    """Name the desk of a request, without a look at it; raises as `one_request`."""
    with office.store.read() as tx:
        return access_case(tx, office, act, number, to_change=False).desk


def looks_at(office: Office, act: Act, *, number: int) -> tuple[SeenBy, ...]:
    """List who has looked at a private request, the newest first; for leads and admins.

    Raises `NoSuchRequest`, `OnlyLeads`.
    """
    with office.store.read() as tx:
        case = access_to_audit(tx, office, act, number)
        looks = tx.audit.of(case.request.id, limit=LOOKS_LENGTH)
        people = tx.people.several({look.person_id for look in looks if look.person_id})
        return tuple(
            SeenBy(at=look.at, person=people.get(look.person_id or 0), how=look.how)
            for look in looks
        )


def others_of_requester(office: Office, act: Act, *, number: int) -> tuple[RequestView, ...]:
    """List what else the requester has open at the desk of a request; for technicians only.

    Raises `OnlyTechnicians`, `NoSuchRequest`, `NotYourRequest`.
    """
    with office.store.read() as tx:
        case = access_to_work(tx, office, act, number, to_change=False)
        if case.request.requester_id is None:
            return ()
        rows, _ = tx.lists.of_requester(case.request.requester_id, limit=LIST_LENGTH)
        others = [row for row in rows if _can_take_in(row.request, case.request)]
        return views.list_views(tx, office, others)


def _can_take_in(other: Request, request: Request) -> bool:
    is_another = other.number != request.number and other.desk_key == request.desk_key
    return is_another and other.is_open and not other.private


def board(office: Office, act: Act, desk: Desk) -> Board:
    """Show a technician the desk's open requests; raises `OnlyTechnicians`."""
    with office.store.read() as tx:
        caller = access_to_desk(tx, office, act, desk)
        return read_board(tx, office, desk, caller.person.id, now=act.now)


def read_board(
    tx: Transaction, office: Office, desk: Desk, person_id: int, *, now: datetime
) -> Board:
    """Read the desk's open requests by what a technician has to do with them."""
    soon = desk.calendar.add_minutes(now, SOON)

    def read(pile: Pile) -> tuple[list[Stored], int]:
        return tx.lists.pile(desk.key, pile, person_id=person_id, before=soon, limit=PILE_LENGTH)

    piles = {pile: read(pile) for pile in (Pile.MINE, Pile.UNCLAIMED, Pile.DUE_SOON)}
    # One request may lie on two piles.
    left = tx.lists.to_follow_up(desk.key, person_id, limit=PILE_LENGTH)
    found_at = (*(found for found, _ in piles.values()), left)
    rows = {one.request.id: one for found in found_at for one in found}
    known = {view.request.id: view for view in views.list_views(tx, office, rows.values())}
    shown = {
        pile: tuple(known[one.request.id] for one in found) for pile, (found, _) in piles.items()
    }
    return Board(
        desk=desk,
        mine=shown[Pile.MINE],
        unclaimed=shown[Pile.UNCLAIMED],
        due_soon=shown[Pile.DUE_SOON],
        mine_total=piles[Pile.MINE][1],
        unclaimed_total=piles[Pile.UNCLAIMED][1],
        due_soon_total=piles[Pile.DUE_SOON][1],
        to_follow_up=tuple(known[one.request.id] for one in left),
        presence=presence_of(tx, desk, now),
    )


def queue(
    office: Office, act: Act, desk: Desk, *, which: str
) -> tuple[tuple[RequestView, ...], int]:
    """List a technician's open requests by a word of `QUEUES`, and how many there are in all.

    Raises `OnlyTechnicians`, `NoSuchQueue`.
    """
    if which not in QUEUES:
        raise NoSuchQueue(which=which[:40])
    with office.store.read() as tx:
        caller = access_to_desk(tx, office, act, desk)
        rows, total = tx.lists.pile(
            desk.key,
            QUEUES[which],
            person_id=caller.person.id,
            before=act.now,
            limit=LIST_LENGTH,
        )
        return views.list_views(tx, office, rows), total


def desk_of(office: Office, act: Act, *, channel: str | None = None) -> tuple[Desk, Caller]:
    """Find the desk that somebody means: that of the channel, else the first he works at."""
    here = office.desk_of_team_channel(channel) if channel else None
    desks = [here] if here else office.desks.values()
    with office.store.read() as tx:
        callers = [(desk, access_caller(tx, office, act, desk)) for desk in desks]
    return next((known for known in callers if known[1].works_here), callers[0])


def desk_to_work_at(office: Office, act: Act, *, channel: str | None = None) -> Desk:
    """Find the desk that somebody means who works there; raises `OnlyTechnicians`."""
    desk, caller = desk_of(office, act, channel=channel)
    if not caller.works_here:
        raise OnlyTechnicians(desk=desk.name)
    return desk


def number_of_thread(office: Office, *, channel: str, thread_ts: str) -> int | None:
    """Find the number of the request whose thread this is."""
    with office.store.read() as tx:
        thread = thread_at(tx, channel, thread_ts)
        return tx.requests.by_id(thread.request_id).request.number if thread else None


def name_of(office: Office, person_id: int) -> str:
    """Name a person in a sentence."""
    with office.store.read() as tx:
        person = tx.people.get(person_id)
    return (person.name or person.slack_id if person else None) or "somebody else"


def was_seen(office: Office, act: Act) -> bool:
    """Note a delivery that had no effect; return whether it had been noted before."""
    with office.store.write() as tx:
        return not tx.deliveries.take(act.key, now=act.now)
