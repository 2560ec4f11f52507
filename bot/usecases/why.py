"""Why a request is due when it is due."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.ledger import Ledger, ledgers
from bot.domain.steps import filed
from bot.usecases.access import access_case
from bot.usecases.routing import routing_of

if TYPE_CHECKING:
    from bot.domain.request import Request
    from bot.usecases.office import Act, Office
    from bot.usecases.routing import Routed


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoning:
    """The books of all promises about one request, for somebody `at_the_desk` or its requester.

    `routed` is how it came to be there, which is told at the desk only.
    """

    request: Request
    ledgers: tuple[Ledger, ...]
    routed: Routed
    at_the_desk: bool


def why(office: Office, act: Act, *, number: int) -> Reckoning:
    """Reckon up what was promised about a request; raises `NoSuchRequest`, `NotYourRequest`.

    It holds clocks and no words, so that even of a private request it is no look at it.
    """
    with office.store.read() as tx:
        case = access_case(tx, office, act, number, to_change=False)
        log = tx.events.of(case.request.id)
        # A clock that was set back must not hide what has happened.
        now = max(act.now, log[-1].at)
        bare = filed(case.request, log[0])
        books = ledgers(bare, log, case.desk, now, standing=case.stored.promised)
        routed = routing_of(tx, case, log)
    return Reckoning(
        request=case.request, ledgers=books, routed=routed, at_the_desk=case.caller.works_here
    )
