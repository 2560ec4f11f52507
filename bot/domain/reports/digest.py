"""The daily digest: what to act on now, four figures, what came and went, what people said."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.kpis import KPIS, as_json
from bot.domain.kpis.satisfaction import HIDDEN_BELOW
from bot.domain.reports.usual import usual_range

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from bot.domain.history import Flow, Population
    from bot.domain.kpis import Figure
    from bot.domain.reports.usual import DayCount, Days, UsualRange


class ActKind(StrEnum):
    """Why a request stands in the digest, the most urgent reason first."""

    PAST_DUE = "past_due"
    DUE_SOON = "due_soon"  # within two business hours
    UNCLAIMED = "unclaimed"  # for longer than the promised response
    UNANSWERED = "unanswered"  # the requester wrote more than a business day ago


URGENCY = tuple(ActKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActItem:
    """One request to act on; `over_minutes` are business minutes past what was promised."""

    number: int
    kind: ActKind
    title: str
    private: bool
    owner: str | None
    over_minutes: int | None
    due: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratings:
    """How many people answered a survey, and how many of them were not happy."""

    answers: int
    low: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LateVendor:
    """A vendor that is past what it owes, with the numbers of the requests."""

    name: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestFacts:
    """What the digest of one desk for one day is made from.

    `days` are those that `flow` and `ratings` tell about: the day asked for, or all since the
    previous working day began. `rolling` are the 28 days up to their end; `recent` are the counts
    of the eight weeks before, days without a request included.
    """

    desk: str
    name: str
    date: date
    days: Days
    flow: Flow
    backlog_end: int
    rolling: Population
    # None for a day of the past: what had to be done then is not known any more.
    items: tuple[ActItem, ...] | None = ()
    ratings: Ratings = Ratings(answers=0, low=0)
    vendors: tuple[LateVendor, ...] = ()
    recent: tuple[DayCount, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """One day of a desk as its team reads it."""

    desk: str
    name: str
    date: date
    days: Days
    flow: Flow
    usual: UsualRange | None
    backlog_end: int
    kpis: Mapping[str, Figure]
    act_now: tuple[ActItem, ...]
    knows_act_now: bool
    ratings: Ratings
    vendors: tuple[LateVendor, ...]
    notes: tuple[str, ...]

    @property
    def is_unusual(self) -> bool:
        """Whether more or fewer requests came than chance explains."""
        return self.usual is not None and self.flow.opened not in self.usual


def digest(facts: DigestFacts) -> Digest:
    """Pick what the team has to read, in the order in which it should."""
    return Digest(
        desk=facts.desk,
        name=facts.name,
        date=facts.date,
        days=facts.days,
        flow=facts.flow,
        usual=usual_range(facts.days, facts.recent, facts.rolling.calendar),
        backlog_end=facts.backlog_end,
        kpis={id_: kpi.compute(facts.rolling) for id_, kpi in KPIS.items()},
        act_now=most_urgent_first(facts.items or ()),
        knows_act_now=facts.items is not None,
        ratings=_discreet(facts.ratings),
        vendors=facts.vendors,
        notes=facts.notes,
    )


def digest_json(digest: Digest) -> dict[str, object]:
    """Spell a digest for machines."""
    flow, usual = digest.flow, digest.usual
    return {
        "desk": digest.desk,
        "name": digest.name,
        "date": digest.date.isoformat(),
        "opened": flow.opened,
        "resolved": flow.resolved,
        "reopened": flow.reopened,
        "backlog_end": digest.backlog_end,
        "flow": {
            "from": digest.days.first.isoformat(),
            "to": digest.days.last.isoformat(),
            "usual": None if usual is None else [usual.low, usual.high],
            "unusual": digest.is_unusual,
        },
        "kpis": {id_: as_json(figure) for id_, figure in digest.kpis.items()},
        "act_now": [_item_json(item) for item in digest.act_now],
        "ratings": {"answers": digest.ratings.answers, "low": digest.ratings.low},
        "vendors": [{"name": late.name, "numbers": [*late.numbers]} for late in digest.vendors],
        "notes": list(digest.notes),
    }


def _item_json(item: ActItem) -> dict[str, object]:
    return {
        "number": item.number,
        "kind": item.kind.value,
        "title": item.title,
        "private": item.private,
        "owner": item.owner,
        "over_minutes": item.over_minutes,
        "due": None if item.due is None else item.due.isoformat(),
    }


def most_urgent_first(items: tuple[ActItem, ...]) -> tuple[ActItem, ...]:
    """Tell each request once, for its most urgent reason, the longest wait first.

    Of a private request its number and its clock are told.
    """
    ordered = sorted(items, key=_urgency)
    once = {item.number: item for item in reversed(ordered)}
    return tuple(_without_secrets(item) for item in sorted(once.values(), key=_urgency))


def _urgency(item: ActItem) -> tuple[int, float, float, int]:
    due = item.due.timestamp() if item.due else 0.0
    return URGENCY.index(item.kind), -(item.over_minutes or 0), due, item.number


def _without_secrets(item: ActItem) -> ActItem:
    """Leave of a private request its number and its clock only."""
    return replace(item, title="", owner=None) if item.private else item


def _discreet(ratings: Ratings) -> Ratings:
    """Keep back how many were unhappy where few answered: everybody could guess who."""
    return replace(ratings, low=None) if ratings.answers < HIDDEN_BELOW else ratings
