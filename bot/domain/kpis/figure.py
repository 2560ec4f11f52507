"""A figure: one number with all that is needed to judge it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

DECIMALS = 4


class Unit(StrEnum):
    """What a value counts."""

    REQUESTS = "requests"
    MINUTES = "minutes"
    PERCENT = "percent"
    PINGS = "pings"


class Clock(StrEnum):
    """Which minutes a duration counts: those of the desk's calendar."""

    BUSINESS = "business"


class Direction(StrEnum):
    """Which way is better."""

    UP = "up"
    DOWN = "down"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How a set of durations spreads, in minutes."""

    p50: float
    p90: float
    mean: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """The value of a KPI in one period; `value` is None where there is no data.

    A duration has its median as value, a share its per cent with `low` and `high` as 95 %
    bounds. `elapsed` tells the durations by any clock on the wall. `excluded` counts by reason
    what was left out, or counted in a special way; the definition says which. `parts` are the
    same figure for each priority, and `listed` the numbers of requests that somebody should
    look at, by reason. A share of promises has as p50 by how many minutes the missed ones
    were missed.
    """

    value: float | None
    unit: Unit
    n: int
    definition: str
    numerator: int | None = None
    denominator: int | None = None
    low: float | None = None
    high: float | None = None
    p50: float | None = None
    p90: float | None = None
    mean: float | None = None
    elapsed: Spread | None = None
    clock: Clock | None = None
    excluded: Mapping[str, int] = field(default_factory=dict)
    parts: Mapping[str, Figure] = field(default_factory=dict)
    listed: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


def as_json(figure: Figure) -> dict[str, object]:
    """Spell a figure for machines, with at most four decimals."""
    return {name: _rounded(value) for name, value in asdict(figure).items()}


def _rounded(value: object) -> object:
    if isinstance(value, dict):
        return {name: _rounded(part) for name, part in value.items()}
    return round(value, DECIMALS) if isinstance(value, float) else value
