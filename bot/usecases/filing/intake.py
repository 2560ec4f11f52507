"""How a request comes to be."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.domain import texts
from bot.domain.messages import RequestView
from bot.domain.people import Caller
from bot.domain.refusals import Refused
from bot.usecases import private
from bot.usecases.access import Case, NoDesk, access_case, access_to_file
from bot.usecases.company.people import department_of, organisation_of
from bot.usecases.filing import gathering
from bot.usecases.filing.opening import (
    AlreadyFiled,
    add,
    already,
    begin,
    open_threads,
    said_in,
    texts_of,
)
from bot.usecases.looking import search
from bot.usecases.looking.views import link
from bot.usecases.outages.arriving import arrived
from bot.usecases.placing.assigning import tell_owner
from bot.usecases.placing.systems import with_system
from bot.usecases.talk.passing import added
from bot.usecases.telling import redraw, refresh_home
from storage.conversations import Side

if TYPE_CHECKING:
    from bot.domain.desk import Desk
    from bot.domain.messages import SharedFile, Source
    from bot.domain.people import Person
    from bot.domain.request import Priority
    from bot.usecases.office import Act, Office
    from storage.conversations import Conversation
    from storage.store import Transaction


class NothingToAdd(Refused):
    """Please write what else the desk should know."""


class NobodyToHelp(Refused):
    """Nothing can be filed for an app or for somebody who has left. Please choose a colleague."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """What somebody wants to file, by which door, and where the conversation is to be.

    `source` is the message that becomes the request; without one, the bot opens a thread in
    the direct messages with the requester. A filing that `gathers` goes on with what its author
    has just begun to tell; `files` came with it. `follows` is the number of the request that it
    goes on with. A `system_guessed` was found in the words; None if the settings name no systems.
    `way` is one of `WAYS`, if a technician logs what reached him so.
    """

    channel: str
    text: str
    details: str = ""
    purpose: str = ""
    end_product: str = ""
    category: str | None = None
    department: str | None = None
    system: str | None = None
    system_guessed: bool | None = None
    organisation: str | None = None
    priority: Priority | None = None
    desk_key: str | None = None
    on_behalf_of: str | None = None
    source: Source | None = None
    gathers: bool = False
    private: bool = False
    follows: int | None = None
    way: str | None = None
    files: tuple[SharedFile, ...] = ()

    @property
    def talks_in_thread(self) -> bool:
        """Whether the conversation takes place around the message that becomes the request."""
        return self.source is not None and self.source.can_talk and not self.private


def file_request(office: Office, act: Act, filing: Filing) -> RequestView | None:
    """File a request; None if this delivery or this message has been filed before.

    None as well if the message became a part of what its author was telling. Raises
    `NothingToFile`, `GuestsCannotFile`, `NobodyToHelp`, `NoDesk`.
    """
    try:
        return file_once(office, act, filing)
    except AlreadyFiled:
        # The same message came by another door before, and that one won.
        return None


def file_once(office: Office, act: Act, filing: Filing) -> RequestView | None:
    """File as `file_request` does, but raise `AlreadyFiled` for a message of another request."""
    desk = desk_of_filing(office, filing)
    texts_of(filing)
    with office.store.write() as tx:
        filer = access_to_file(tx, office, act, desk)
        if not tx.deliveries.take(act.key, now=act.now):
            return None
        requester = _requester(tx, filing, filer)
        if _goes_on(tx, office, act, filing, requester=requester):
            return None
        filing = replace(
            filing,
            department=department_of(tx, office, requester, chosen=filing.department),
            organisation=organisation_of(tx, office, requester),
        )
        filing = with_system(office, filing)
        stored = add(tx, office, act, filing, desk=desk, filer=filer, requester=requester)
        threads = open_threads(tx, stored.request, desk, filing)
        redraw(tx, stored.request, desk, now=act.now, threads=threads)
        tell_owner(tx, desk, stored.request, now=act.now)
        case = Case(stored=stored, desk=desk, caller=Caller(person=requester))
        begin(tx, case, filing, threads[Side.REQUESTER], now=act.now)
        arrived(tx, desk, stored, now=act.now)
        if stored.request.private:
            # Whoever logged it while he helped owns it already.
            private.hand_over(tx, stored.request, now=act.now)
        refresh_home(tx, filer.id, now=act.now)
        return _answer(tx, office, case, threads[Side.REQUESTER])


def _answer(tx: Transaction, office: Office, case: Case, conversation: Conversation) -> RequestView:
    """Give what whoever has just filed a request is answered on the spot."""
    stored = case.stored
    return RequestView(
        request=stored.request,
        desk=case.desk,
        texts=stored.texts,
        promised=stored.promised,
        requester=case.caller.person,
        owner=tx.people.get(stored.request.owner_id),
        conversation_url=link(office, conversation),
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
        tx.requests.set_texts(case.request.id, texts.grown(case.stored.texts, details))
        search.index(tx, case.request.id, details)
        added(tx, case, now=act.now)
        redraw(tx, case.request, case.desk, now=act.now)
        return True


def desk_of_filing(office: Office, filing: Filing) -> Desk:
    """Find the desk that a filing is for; raises `NoDesk`."""
    if filing.desk_key is None:
        return office.first_desk
    desk = office.desks.get(filing.desk_key)
    if desk is None:
        raise NoDesk(desk=filing.desk_key, desks=", ".join(office.desks))
    return desk


def _requester(tx: Transaction, filing: Filing, filer: Person) -> Person:
    if filing.on_behalf_of is None:
        # Somebody who has left may have written while he was still there; an app never asks.
        if filer.is_bot:
            raise NobodyToHelp
        return filer
    requester = tx.people.ensure(filing.on_behalf_of)
    if requester.is_bot or requester.deactivated:
        raise NobodyToHelp
    return requester


def _goes_on(
    tx: Transaction, office: Office, act: Act, filing: Filing, *, requester: Person
) -> bool:
    """Say whether a message became a part of what was filed; raises `AlreadyFiled`."""
    source = filing.source
    if source is None:
        return False
    # Two messages at once must not each begin a request, nor one message two of them.
    tx.sources.hold(requester.id)
    known = tx.sources.at(source.channel, source.ts)
    if known is not None:
        raise already(tx, known)
    said = said_in(filing, source)
    return filing.gathers and gathering.join(tx, office, act, said, author=requester)
