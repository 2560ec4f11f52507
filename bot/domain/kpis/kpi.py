"""What a KPI is, and the reasons for which it treats a request in a special way."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bot.domain.history import Population
    from bot.domain.kpis.figure import Clock, Direction, Figure, Unit

# With fewer cases a percentage or a median is chance; the display falls back on counts.
MINIMUM = 10


class Reason(StrEnum):
    """Why a request is left out of a figure, or counted with a remark."""

    SPAM_OR_TEST = "spam_or_test"
    MERGED = "merged"
    CANCELLED_BEFORE_REPLY = "cancelled_before_reply"
    CANCELLED = "cancelled"
    DEFLECTED = "deflected"  # the requester solved it before anybody had answered
    UNANSWERED = "unanswered"  # ended by itself, since the requester never answered
    AUTO_ASSIGNED = "auto_assigned"
    NOT_YET_MATURE = "not_yet_mature"
    PENDING = "pending"
    UNSOLICITED = "unsolicited"
    RATED_BY_THE_OWNER = "rated_by_the_owner"

    # These are counted in spite of the remark.
    MERGED_BUT_COUNTED = "merged_but_counted"
    RESOLVED_SILENTLY = "resolved_silently"
    REOPENED_BY_THE_DESK = "reopened_by_the_desk"
    VOIDED = "voided"  # in time, but reopened within a week
    PROVISIONAL = "provisional"  # in time, and not yet a week ago
    EASED_LATE = "eased_late"  # given a longer promise in the last fifth of the one it had
    CLAMPED_TO_ZERO = "clamped_to_zero"


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """The words that go with a KPI; its cases are `cases`, such as "requests"."""

    id: str
    title: str
    direction: Direction
    definition: str
    cases: str = "requests"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kpi:
    """One entry of the registry; `minimum` is the sample from which its value may be shown.

    Below `hidden_below` not even counts may be shown, since they would point at single people.
    """

    id: str
    title: str
    unit: Unit
    direction: Direction
    clock: Clock | None
    minimum: int
    definition: str
    compute: Callable[[Population], Figure]
    cases: str = "requests"
    hidden_below: int = 0


class Remarkable(Protocol):
    """A counted case that may carry a remark."""

    @property
    def remark(self) -> Reason | None:
        """What is special about the case."""

    @property
    def part(self) -> str | None:
        """Which part of the figure it belongs to, if the figure has parts."""


T = TypeVar("T", bound=Remarkable)


def parted(cases: Iterable[T]) -> dict[str, list[T]]:
    """Sort cases by the part to which they belong; every case of a figure with parts has one."""
    known: dict[str, list[T]] = {}
    for case in cases:
        if case.part is not None:
            known.setdefault(case.part, []).append(case)
    return dict(sorted(known.items()))


def sort_out(cases: Iterable[T | Reason]) -> tuple[list[T], Counter[str]]:
    """Part the cases that count from those that do not, and count all reasons."""
    counted: list[T] = []
    reasons: Counter[str] = Counter()
    for case in cases:
        if not isinstance(case, Reason):
            counted.append(case)
        reason = case if isinstance(case, Reason) else case.remark
        if reason is not None:
            reasons[reason.value] += 1
    return counted, reasons
