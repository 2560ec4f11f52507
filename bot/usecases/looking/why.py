"""Why a request is due when it is due."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.ledger import Ledger, ledgers
from bot.domain.steps import filed
from bot.usecases.access import access_case
from bot.usecases.placing.given import given_of
from bot.usecases.placing.routing import routing_of

if TYPE_CHECKING:
    from bot.domain.request import Request
    from bot.usecases.office import Act, Office
    from bot.usecases.placing.given import Given
    from bot.usecases.placing.routing import Routed


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoning:
    """The books of all promises about one request, for somebody `at_the_desk` or its requester.

    `routed` is how it came to be there, and `given` how it came to its owner, or why it waits;
    both are told at the desk only.
    """

    request: Request
    ledgers: tuple[Ledger, ...]
    routed: Routed
    given: Given | None
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
        books = ledgers(
            filed(case.request, log),
            log,
            case.desk,
            now,
            standing=case.stored.promised,
            others=office.desks,
        )
        routed = routing_of(tx, case, log)
        given = given_of(tx, case, log, now) if case.caller.works_here else None
    return Reckoning(
        request=case.request,
        ledgers=books,
        routed=routed,
        given=given,
        at_the_desk=case.caller.works_here,
    )
