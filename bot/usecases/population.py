"""What the figures of one period are made from, read from the log of events."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.cut import WHOLE
from bot.domain.history import Account, Population
from bot.domain.ledger import ledgers
from bot.domain.request import Priority, Request
from bot.domain.stays import is_at, stays
from bot.domain.steps import filed

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.cut import Cut
    from bot.domain.desk import Desk
    from bot.domain.history import Period
    from bot.usecases.office import Office
    from storage.reporting import Books
    from storage.store import Transaction


def population(tx: Transaction, desk: Desk, period: Period, *, cut: Cut = WHOLE) -> Population:
    """Read the requests with an event in the period, as far as the cut leaves them."""
    log, key = tx.reporting, desk.key
    return Population(
        histories=log.histories(key, period.start, period.end, cut=cut),
        period=period,
        calendar=desk.calendar,
        open_at_start=log.open_count(key, period.start, cut=cut),
        open_at_end=log.open_count(key, period.end, cut=cut),
        reopening_voids=desk.reopening_voids,
        calendars=desk.calendars,
    )


def with_books(
    tx: Transaction,
    office: Office,
    desk: Desk,
    known: Population,
    *,
    cut: Cut,
    now: datetime,
) -> Population:
    """Add what only single figures need: the pings, and the books of what was promised."""
    start, end = known.period.start, known.period.end
    found = tx.reporting.promised(desk.key, start, end, cut=cut)
    accounts = [_account(office, desk, books, min(now, end)) for books in found]
    pings = tx.reporting.pings(desk.key, start, end, cut=cut)
    return replace(known, pings=pings, accounts=accounts)


def _account(office: Office, desk: Desk, books: Books, now: datetime) -> Account:
    """Keep the books of a request as far as they are those of `desk`."""
    history, log = books.history, books.log
    bare = Request(
        id=0,
        number=history.number,
        desk_key=books.desk_key,
        requester_id=history.requester_id,
        created_at=log[0].at,
        priority=Priority.P3,
    )
    kept = ledgers(
        filed(bare, log),
        log,
        office.desks.get(books.desk_key, desk),
        now,
        standing=books.standing,
        others=office.desks,
        in_full=False,
    )
    here = tuple(stays(desk.key, log))
    seen = tuple(event for event in history.events if event.at < now)
    return Account(
        history=replace(history, events=seen or history.events[:1]),
        ledgers=tuple(one for one in kept if is_at(one.decided_at or now, here)),
    )
