"""Chains: what happens, step by step, as long as a request stays unclaimed, late or unanswered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.domain.reminders.habits import When
from bot.domain.reminders.reminder import CHAIN, CYCLE, Does, Key, Reminder, counted_from
from bot.domain.sla import running

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime

    from bot.domain.desk import Desk
    from bot.domain.reminders.habits import Chain, ChainStep
    from bot.domain.request import Request

#: So many technicians are asked one after the other at most.
MOST_ASKED: Final = 20


def chains(request: Request, desk: Desk) -> Iterator[Reminder]:
    """Give the steps of every chain whose occasion lasts."""
    for when in {chain.when for chain in desk.reminders.chains}:
        chain = desk.reminders.chain_of(when, request.priority)
        since = _SINCE[when](request, desk) if chain is not None else None
        if chain is not None and since is not None:
            yield from _steps(chain, desk, since)


def _steps(chain: Chain, desk: Desk, since: datetime) -> Iterator[Reminder]:
    cycle = counted_from(since, chain.priority or "")
    for step in chain.steps:
        yield _step(step, Key(f"{CHAIN}{chain.when}", cycle, step.after), desk, since)
    for turn in range(1, MOST_ASKED + 1) if chain.cycle is not None else ():
        after = turn * (chain.cycle or 0)
        key = Key(f"{CYCLE}{chain.when}", cycle, after)
        yield Reminder(key=key, at=_at(desk, since, after), does=Does.ASK_NEXT)


def _step(step: ChainStep, key: Key, desk: Desk, since: datetime) -> Reminder:
    return Reminder(
        key=key,
        at=_at(desk, since, step.after),
        does=Does.TELL if step.escalate is None else Does.ESCALATE,
        tells=frozenset() if step.tell is None else frozenset({step.tell}),
        escalates=step.escalate,
    )


def _at(desk: Desk, since: datetime, minutes: int) -> datetime:
    return desk.calendar.next_opening(desk.calendar.add_minutes(since, minutes))


def _unclaimed(request: Request, _desk: Desk) -> datetime | None:
    if request.owner_id is not None:
        return None
    return max(request.owner_since or request.created_at, request.reopened_at or request.created_at)


def _late(request: Request, desk: Desk) -> datetime | None:
    return min((promise.due for promise in running(request, desk)), default=None)


def _reopened(request: Request, _desk: Desk) -> datetime | None:
    since, heard = request.reopened_at, request.heard_at
    return None if since is None or (heard is not None and heard > since) else since


def _waiting_for_us(request: Request, _desk: Desk) -> datetime | None:
    return request.owed_since if request.is_answered else request.created_at


_SINCE: Mapping[When, Callable[[Request, Desk], datetime | None]] = {
    When.UNCLAIMED: _unclaimed,
    When.LATE: _late,
    When.REOPENED: _reopened,
    When.WAITING_FOR_US: _waiting_for_us,
}
