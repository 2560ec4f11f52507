"""How many promises the desk kept, by the instant at which it was decided."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.events import EventKind
from bot.domain.kpis.counted import FOR_RESOLUTIONS, FOR_RESPONSES, reason_against
from bot.domain.kpis.figure import Direction
from bot.domain.kpis.kpi import About, Kpi, Reason
from bot.domain.kpis.rework import REOPENING_COUNTS_FOR
from bot.domain.kpis.shares import Case, share_kpi
from bot.domain.ledger import Outcome
from bot.domain.sla import Clock

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.domain.history import Account, Population
    from bot.domain.kpis.figure import Figure
    from bot.domain.ledger import Ledger

DECIDED = frozenset({Outcome.KEPT, Outcome.MISSED})
UNDECIDED = frozenset({Outcome.RUNNING, Outcome.PAUSED})


def first_decision(account: Account, clock: Clock) -> Ledger | None:
    """Give the first promise of its kind that was decided, or else the one that still runs.

    A request that comes back after it was resolved gets no second chance.
    """
    rounds = [ledger for ledger in account.ledgers if ledger.clock is clock]
    decided = (ledger for ledger in rounds if ledger.outcome in DECIDED)
    running = (ledger for ledger in rounds if ledger.outcome in UNDECIDED)
    return next(decided, None) or next(running, None)


def _attainment(about: About, clock: Clock, reasons: Sequence[Reason]) -> Kpi:
    def cases(population: Population) -> Iterator[Case | Reason]:
        for account in population.accounts or ():
            ledger = first_decision(account, clock)
            if ledger is not None and _is_told(ledger, population):
                reason = reason_against(account.history, reasons)
                yield reason or _verdict(account, ledger, population)

    kpi = share_kpi(about, cases)

    def compute(population: Population) -> Figure:
        eased = tuple(sorted(_eased(population, clock)))
        listed = {Reason.EASED_LATE.value: eased} if eased else {}
        return replace(kpi.compute(population), listed=listed)

    return replace(kpi, compute=compute)


def _is_told(ledger: Ledger, population: Population) -> bool:
    """Say whether a promise was decided in the period, or is pending at its end."""
    if ledger.outcome in UNDECIDED:
        return True
    return ledger.decided_at is not None and ledger.decided_at in population.period


def _verdict(account: Account, ledger: Ledger, population: Population) -> Case | Reason:
    if ledger.outcome in UNDECIDED:
        return Reason.PENDING
    if ledger.outcome is Outcome.MISSED:
        return Case(hit=False, over=ledger.overrun, part=ledger.priority)
    if any(r.is_unanswered and r.event.at == ledger.end for r in account.history.resolutions):
        # Nobody is praised for having waited; a promise missed before that stays missed.
        return Reason.UNANSWERED
    remark = _doubt(account, ledger, population)
    return Case(hit=remark is not Reason.VOIDED, remark=remark, part=ledger.priority)


def _doubt(account: Account, ledger: Ledger, population: Population) -> Reason | None:
    """Say whether a solution in time did not last, or may yet not last."""
    if ledger.clock is not Clock.RESOLUTION or not population.reopening_voids:
        return None
    lasts_from = ledger.end + REOPENING_COUNTS_FOR
    reopenings = account.history.of(EventKind.REOPENED)
    if any(ledger.end <= reopened.at <= lasts_from for reopened in reopenings):
        return Reason.VOIDED
    return Reason.PROVISIONAL if lasts_from > population.period.end else None


def _eased(population: Population, clock: Clock) -> Iterator[int]:
    """Find the requests of which somebody made the promise longer when it was nearly over."""
    for account in population.accounts or ():
        instants = (ledger.eased_at for ledger in account.ledgers if ledger.clock is clock)
        if any(at is not None and at in population.period for at in instants):
            yield account.history.number


RESPONSE_ATTAINMENT = _attainment(
    About(
        id="response_attainment",
        title="Answered in time",
        direction=Direction.UP,
        definition=(
            "Promises of a first answer that were kept, of those that were decided in the "
            "period: kept, or missed at the instant at which they ran out, even if nobody has "
            "answered since. Those still running are pending. p50 is by how many business "
            "minutes the missed ones were missed."
        ),
        cases="promises",
    ),
    Clock.RESPONSE,
    FOR_RESPONSES,
)

RESOLUTION_ATTAINMENT = _attainment(
    About(
        id="resolution_attainment",
        title="Solved in time",
        direction=Direction.UP,
        definition=(
            "Promises of a solution that were kept, of those that were decided in the period, "
            "holds left out. A solution in time that was reopened within 7 days is voided and "
            "counts as missed; one that is not yet 7 days old is provisional. Those still running "
            "are pending. p50 is by how many business minutes the missed ones were missed."
        ),
        cases="promises",
    ),
    Clock.RESOLUTION,
    FOR_RESOLUTIONS,
)
