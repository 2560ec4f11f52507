"""Objects looked up together with the right to them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.domain.people import Caller, Person
from bot.domain.refusals import Refused
from bot.usecases.company.people import meet
from storage.conversations import Side
from storage.requests import Stored, UnknownNumber

if TYPE_CHECKING:
    from bot.domain.desk import Desk
    from bot.domain.request import Request
    from bot.usecases.office import Act, Office
    from storage.conversations import Conversation
    from storage.store import Transaction


class NoSuchRequest(Refused):
    """There is no request #{number}."""


class OnlyTechnicians(Refused):
    """Only technicians of {desk} can do that. If you need something, type /request."""


class NotYourRequest(Refused):
    """Only the person who filed #{number} and the technicians of {desk} can do that."""


class GuestsCannotFile(Refused):
    """{desk} does not take requests from guests. Please ask a colleague to file it for you."""


class NoDesk(Refused):
    """No desk is called "{desk}". The desks here are: {desks}."""


class OnlyReaders(Refused):
    """#{number} is private: only its requester, its owner and the lead may read it."""


class OnlyLeads(Refused):
    """Only leads of {desk} and admins can do that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One request in somebody's hands, inside one transaction."""

    stored: Stored
    desk: Desk
    caller: Caller

    @property
    def request(self) -> Request:
        """The request as it was read."""
        return self.stored.request

    @property
    def is_requester(self) -> bool:
        """Whether the caller is the one who needs help."""
        return self.caller.person.id == self.request.requester_id


def access_caller(tx: Transaction, office: Office, act: Act, desk: Desk) -> Caller:
    """Find out who acts and what they are to `desk`, by user id and team id."""
    person = meet(tx, office, act)
    outsider = is_outsider(office, act, person)
    inside = not outsider and person.is_colleague
    return Caller(
        person=person,
        is_technician=inside and _is_technician(tx, desk, person),
        is_lead=inside and act.slack_id in desk.leads,
    )


def is_outsider(office: Office, act: Act, person: Person) -> bool:
    """Say whether the person belongs to another company's workspace."""
    ours = office.store.team_id
    # Not every delivery names the team, so the profile has to do then.
    theirs = act.team_id or person.team_id
    return person.is_external or (ours is not None and theirs not in {ours, None})


def access_to_file(tx: Transaction, office: Office, act: Act, desk: Desk) -> Person:
    """Find the person who files; raises `GuestsCannotFile` where the desk takes none."""
    person = meet(tx, office, act)
    if person.is_guest and not desk.guests_may_file:
        raise GuestsCannotFile(desk=desk.name)
    if is_outsider(office, act, person) and not desk.outsiders_may_file:
        raise GuestsCannotFile(desk=desk.name)
    return person


def case_of(tx: Transaction, office: Office, act: Act, stored: Stored) -> Case | None:
    """Put a request into the caller's hands; None if its desk has left the settings."""
    desk = office.desks.get(stored.request.desk_key)
    if desk is None:
        return None
    caller = access_caller(tx, office, act, desk)
    if not caller.works_here and helps_with(tx, desk, caller.person, stored.request):
        outsider = is_outsider(office, act, caller.person)
        caller = replace(caller, is_technician=not outsider)
    return Case(stored=stored, desk=desk, caller=caller)


def access_case(
    tx: Transaction, office: Office, act: Act, number: int, *, to_change: bool = True
) -> Case:
    """Find a request for somebody who may see it.

    Raises `NoSuchRequest`, `NotYourRequest`, `OnlyReaders`.
    """
    case = _case(tx, office, act, number, to_change=to_change)
    if not case.caller.works_here and not case.is_requester:
        raise NotYourRequest(number=number, desk=case.desk.name)
    require_reader(case)
    return case


def _case(tx: Transaction, office: Office, act: Act, number: int, *, to_change: bool) -> Case:
    try:
        found = tx.requests.by_number(number, to_change=to_change)
    except UnknownNumber:
        raise NoSuchRequest(number=number) from None
    case = case_of(tx, office, act, found)
    if case is None:
        raise NoSuchRequest(number=number)
    return case


def require_reader(case: Case) -> None:
    """Refuse a private request to whoever may not read it; raises `OnlyReaders`."""
    if case.request.private and not _may_read_private(case):
        raise OnlyReaders(number=case.request.number)


def access_to_work(
    tx: Transaction, office: Office, act: Act, number: int, *, to_change: bool = True
) -> Case:
    """Find a request for somebody who works on it; raises `OnlyTechnicians` as well."""
    case = access_case(tx, office, act, number, to_change=to_change)
    if not case.caller.works_here:
        raise OnlyTechnicians(desk=case.desk.name)
    return case


def access_to_claim(tx: Transaction, office: Office, act: Act, number: int) -> Case:
    """Find a request for somebody who wants to own it: a private one may be claimed unread.

    Raises `NoSuchRequest`, `NotYourRequest`, `OnlyTechnicians`, and `OnlyReaders` for a private
    request that somebody has.
    """
    case = _case(tx, office, act, number, to_change=True)
    if case.caller.works_here and case.request.owner_id is None:
        return case
    return access_to_work(tx, office, act, number)


def access_to_audit(tx: Transaction, office: Office, act: Act, number: int) -> Case:
    """Find a request for somebody who may ask who looked at it; raises `OnlyLeads` as well."""
    case = _case(tx, office, act, number, to_change=False)
    if not case.caller.is_lead and not _is_admin(office, act, case.caller):
        raise OnlyLeads(desk=case.desk.name)
    return case


def access_to_trail(tx: Transaction, office: Office, act: Act, desk: Desk) -> str | None:
    """Say whose audit log somebody may read: a desk's by its key, None for all.

    Raises `OnlyLeads`.
    """
    caller = access_caller(tx, office, act, desk)
    if _is_admin(office, act, caller):
        return None
    if not caller.is_lead:
        raise OnlyLeads(desk=desk.name)
    return desk.key


def access_to_desk(tx: Transaction, office: Office, act: Act, desk: Desk) -> Caller:
    """Find out who acts if it is somebody who works at `desk`; raises `OnlyTechnicians`."""
    caller = access_caller(tx, office, act, desk)
    if not caller.works_here:
        raise OnlyTechnicians(desk=desk.name)
    return caller


def access_to_lead(tx: Transaction, office: Office, act: Act, desk: Desk) -> Caller:
    """Find out who acts if it is a lead of `desk` or an admin; raises `OnlyLeads`."""
    caller = access_caller(tx, office, act, desk)
    if not caller.is_lead and not _is_admin(office, act, caller):
        raise OnlyLeads(desk=desk.name)
    return caller


def _is_admin(office: Office, act: Act, caller: Caller) -> bool:
    return act.slack_id in office.admins and caller.person.is_colleague


def _may_read_private(case: Case) -> bool:
    # Whoever owned it is no reader once he has left the desk.
    is_owner = case.caller.person.id == case.request.owner_id and case.caller.works_here
    return case.is_requester or is_owner or case.caller.is_lead


def works_at(tx: Transaction, desk: Desk, person: Person | None) -> bool:
    """Say whether somebody is a technician or lead of `desk`, and a colleague still."""
    if person is None or not person.is_colleague:
        return False
    return person.slack_id in desk.leads or _is_technician(tx, desk, person)


def is_shut(tx: Transaction, office: Office, thread: Conversation) -> bool:
    """Say whether nothing new gets into a thread: its technician owns or reads it no more."""
    if thread.side is not Side.OWNER:
        return thread.side is Side.FORMER
    request, person = tx.requests.by_id(thread.request_id).request, tx.people.get(thread.person_id)
    desk = office.desks.get(request.desk_key)
    return desk is None or not (works_at(tx, desk, person) or helps_with(tx, desk, person, request))


def helps_with(tx: Transaction, desk: Desk, person: Person | None, request: Request) -> bool:
    """Say whether somebody is one of the specialists to whom a request was escalated."""
    if person is None or not person.is_colleague or not desk.specialists:
        return False
    groups = tx.groups.of(person.id, desk.groups)
    mine = {
        name
        for name, who in desk.specialists.items()
        if person.slack_id in who or not who.isdisjoint(groups)
    }
    # Most people are no specialists, so that the log is seldom read.
    return bool(mine) and not mine.isdisjoint(tx.events.specialists_asked(request.id))


def _is_technician(tx: Transaction, desk: Desk, person: Person) -> bool:
    if person.slack_id in desk.technicians or tx.people.is_member(desk.key, person.id):
        return True
    return bool(tx.groups.of(person.id, desk.technician_groups))
