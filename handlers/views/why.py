"""Why a request is due when it is due: what each clock has counted, and what it has not."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Final

from bot.domain.ledger import Outcome
from bot.domain.segments import Why
from bot.domain.sla import Clock
from handlers import limits
from handlers.views import blocks, rich, wording
from handlers.views.how_it_works import duration
from handlers.views.placing import given
from handlers.views.routed import routed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.domain.ledger import Ledger
    from bot.domain.segments import Segment
    from bot.usecases.looking.why import Reckoning
    from handlers.views.blocks import Block, Message

#: As many stretches as somebody reads; older ones are added up.
MOST: Final = 12

_CLOCKS: dict[Clock, str] = {
    Clock.RESPONSE: "First answer",
    Clock.NEXT_RESPONSE: "Next answer",
    Clock.RESOLUTION: "Solution",
    Clock.UPDATE: "News",
}
_WHY: dict[Why, str] = {
    Why.OPEN: "open",
    Why.CLOSED: "closed",
    Why.ENDED: "it was over",
    Why.REQUESTER: "waiting for the requester",
    Why.APPROVAL: "waiting for an approval",
    Why.SCHEDULED: "waiting for the agreed date",
}


def why(reckoning: Reckoning) -> Message:
    """Show the books of a request: to technicians each stretch of time, to others the sums."""
    number = reckoning.request.number
    books = [[ledger for ledger in reckoning.ledgers if ledger.clock is clock] for clock in Clock]
    known = [rounds for rounds in books if rounds]
    text = f"#{number}: " + " ".join(_said(rounds[-1]) for rounds in known)
    shown = [blocks.header(f"#{number}: what is promised, and why")]
    for rounds in known:
        shown += _book(rounds, in_full=reckoning.at_the_desk)
    if reckoning.at_the_desk:
        shown.append(blocks.section(routed(reckoning.routed)))
    if reckoning.given is not None:
        shown.append(blocks.section(given(reckoning.given)))
    shown.append(blocks.context(_RULES))
    return blocks.message(text, shown)


_RULES: Final = (
    "Only opening hours count. Waiting for the requester, for an approval or for an agreed date "
    "puts off the solution, and nothing puts off an answer."
)


def _book(rounds: Sequence[Ledger], *, in_full: bool) -> Iterator[Block]:
    """Show the last promise of its kind, and count those before it."""
    last = rounds[-1]
    yield blocks.section(_said(last))
    if last.calendar is not None:
        yield blocks.context(f"By the hours of {limits.inert(last.calendar, wording.NAME)}.")
    if in_full and last.segments:
        yield rich.bullets(_lines(last.segments))
    outcomes = Counter(ledger.outcome for ledger in rounds[:-1])
    before = ", ".join(f"{count} {outcome}" for outcome, count in sorted(outcomes.items()))
    if before:
        yield blocks.context(f"Earlier promises of this kind: {before}.")


def _said(ledger: Ledger) -> str:
    counted = duration(round(ledger.minutes))
    promise = f"*{_CLOCKS[ledger.clock]}* within {duration(ledger.target)}"
    return f"{promise}: {counted} counted, {_outcome(ledger)}."


def _outcome(ledger: Ledger) -> str:
    if ledger.outcome is Outcome.PAUSED:
        return "and the clock is paused"
    if ledger.outcome is Outcome.RUNNING and ledger.due is not None:
        return f"due {wording.when(ledger.due)}"
    if ledger.decided_at is None:
        return "and nothing is due"
    when = wording.when(ledger.decided_at)
    if ledger.outcome is Outcome.MISSED:
        due = "" if ledger.due in {None, ledger.decided_at} else f", due {_due(ledger)} now"
        return f"missed {when}{'' if ledger.is_over else due}"
    return f"kept {when}" if ledger.outcome is Outcome.KEPT else f"not needed any more {when}"


def _due(ledger: Ledger) -> str:
    return wording.when(ledger.due) if ledger.due is not None else ""


def _lines(segments: Sequence[Segment]) -> Iterator[list[Block]]:
    earlier, shown = segments[:-MOST], segments[-MOST:]
    total = sum(segment.minutes for segment in earlier)
    if earlier:
        stretches = wording.counted(len(earlier), "earlier stretch", many="earlier stretches")
        yield [rich.words(f"{stretches}, {duration(round(total))} counted")]
    for segment in shown:
        total += segment.minutes
        yield _line(segment, total)


def _line(segment: Segment, total: float) -> list[Block]:
    said = f": {_WHY[segment.why]}, "
    if segment.why is Why.OPEN:
        said += f"{duration(round(segment.minutes))} counted, {duration(round(total))} in all"
    else:
        said += "not counted"
    if segment.desk:
        said += f", at {limits.inert(segment.desk, wording.NAME)}"
    if segment.since > date.min:
        said += f" (hours since {segment.since.isoformat()})"
    span = [rich.date(segment.start), rich.words(" to "), rich.date(segment.end)]
    return [*span, rich.words(said)]
