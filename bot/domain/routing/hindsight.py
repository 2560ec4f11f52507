"""What other settings would have made of a request that is long filed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from bot.domain.events import EventKind
from bot.domain.history import DESK
from bot.domain.life import apply
from bot.domain.routing.decision import Decision, decision_of, facts_of
from bot.domain.sla import promised
from bot.domain.steps import filed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.domain.desk import Desk
    from bot.domain.events import Event
    from bot.domain.messages import Promised
    from bot.domain.request import Request

#: The promises that are compared, by the column of their due instant.
PROMISES: Final = ("respond_by", "resolve_by")
#: What of a decision is compared.
PARTS: Final = ("category", "priority", "tier", "skills", "strategy")


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Whether a promise was kept, and whether it would have been."""

    promise: str
    was_met: bool
    is_met: bool


def as_filed(request: Request, log: Sequence[Event]) -> Request:
    """Give back a request as it was before anything had been decided about it."""
    created = log[0]
    department, system = created.facts.get("department"), created.facts.get("system")
    return replace(
        filed(request, log),
        channel=request.channel,
        private=request.private,
        department=department if isinstance(department, str) else None,
        system=system if isinstance(system, str) else None,
    )


def decided(bare: Request, log: Sequence[Event]) -> Decision:
    """Give what was decided about a request when it was filed."""
    for event in log[:2]:
        if event.kind is EventKind.ROUTED:
            return decision_of(event.facts)
    return Decision(category=bare.category, priority=bare.priority)


def differences(was: Decision, would_be: Decision) -> Iterator[tuple[str, str, str]]:
    """Name what two decisions do not share, with both values as people read them."""
    for part in PARTS:
        before, after = _spelled(getattr(was, part)), _spelled(getattr(would_be, part))
        if before != after:
            yield part, before, after


def _spelled(value: object) -> str:
    if isinstance(value, frozenset):
        value = ", ".join(sorted(value))
    return str(value) if value else "none"


def targets(
    bare: Request,
    log: Sequence[Event],
    desk: Desk,
    *,
    decision: Decision,
    standing: Promised,
    now: datetime,
) -> Iterator[Target]:
    """Compare what was promised with what `desk` would have promised after `decision`.

    A promise counts once it is decided: it was fulfilled, or its time is over either way.
    """
    request = bare
    due: Mapping[str, datetime | None] = {}
    open_ones = set(PROMISES)
    for event in _routed_anew(log, decision):
        for promise in sorted(open_ones & _fulfils(event)):
            was_due = _told(log, promise, event.at)
            if was_due is not None:
                yield _target(promise, was_due, due.get(promise), event.at)
            open_ones.discard(promise)
        request = apply(request, event)
        due = _dues(promised(request, desk))
    for promise in sorted(open_ones):
        was_due = getattr(standing, promise)
        if was_due is not None and now > max(was_due, due.get(promise) or was_due):
            yield Target(promise=promise, was_met=False, is_met=False)


def _target(promise: str, was_due: datetime, would_be: datetime | None, at: datetime) -> Target:
    return Target(promise=promise, was_met=at <= was_due, is_met=would_be is None or at <= would_be)


def _told(log: Sequence[Event], promise: str, at: datetime) -> datetime | None:
    """Read when a promise had been due that was fulfilled at an instant.

    Of several events at once, the first one says it.
    """
    told = (event.facts.get(promise) for event in log if event.at == at)
    return next((datetime.fromisoformat(due) for due in told if isinstance(due, str)), None)


def _routed_anew(log: Sequence[Event], decision: Decision) -> Iterator[Event]:
    """Tell a history as it would have begun with another decision."""
    created, *rest = log
    yield created
    yield replace(created, kind=EventKind.ROUTED, facts=facts_of(decision))
    yield from (event for event in rest if event.kind is not EventKind.ROUTED)


def _fulfils(event: Event) -> set[str]:
    """Name the promises that an event fulfils."""
    if event.kind is EventKind.RESOLVED:
        return set(PROMISES)
    if event.kind is EventKind.HUMAN_REPLY and event.actor.kind in DESK:
        return {"respond_by"}
    return set()


def _dues(due: Promised) -> dict[str, datetime | None]:
    return {promise: getattr(due, promise) for promise in PROMISES}
