"""The few formulas behind the figures; each takes plain numbers and names its source."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Z_95 = 1.959964
XMR_LIMIT = 2.66
XMR_RANGE_LIMIT = 3.268
SHRINKAGE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A survival curve from `at` on: the share that has not happened yet."""

    at: float
    survival: float


@dataclass(frozen=True, slots=True, kw_only=True)
class XmrLimits:
    """The centre and the natural limits of a process, and the limit of its moving range."""

    mean: float
    moving_range: float
    low: float
    high: float
    range_limit: float


def percentile(values: Sequence[float], p: float) -> float:
    """Interpolate the `p`th percentile (0 to 100) of at least one value.

    Source: Hyndman and Fan 1996, type 7.
    """
    ordered = sorted(values)
    position = (len(ordered) - 1) * p / 100
    below = math.floor(position)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (position - below)


def wilson(x: int, n: int) -> tuple[float, float]:
    """Bound the share of `x` in `n` > 0 with 95 % confidence, as fractions.

    Source: Wilson 1927.
    """
    share, z2 = x / n, Z_95**2
    centre = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = Z_95 * math.sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    # The ends are exact in theory; the arithmetic misses them by a hair.
    low = 0.0 if x == 0 else centre - half
    high = 1.0 if x == n else centre + half
    return low, high


def kaplan_meier(done: Sequence[float], still_open: Sequence[float]) -> tuple[Step, ...]:
    """Estimate how much is still open after each duration, counting open ones by their age.

    Source: Kaplan and Meier 1958; what ends at the age of an open one comes first.
    """
    steps = [Step(at=0.0, survival=1.0)]
    for at in sorted(set(done)):
        at_risk = sum(value >= at for value in (*done, *still_open))
        ended = sum(value == at for value in done)
        steps.append(Step(at=at, survival=steps[-1].survival * (1 - ended / at_risk)))
    return tuple(steps)


def km_quantile(steps: Sequence[Step], p: float) -> float | None:
    """Give the first duration by which `p` per cent have ended, or None if too many are open."""
    target = 1 - p / 100
    # Products of fractions may land a hair above the share they stand for.
    reached = (step.at for step in steps if step.survival <= target + 1e-12)
    return next(reached, None)


def xmr_limits(values: Sequence[float]) -> XmrLimits:
    """Find the natural limits of at least two values in order of time.

    Source: Wheeler, individuals and moving range.
    """
    mean = fmean(values)
    moving_range = fmean(abs(after - before) for before, after in pairwise(values))
    return XmrLimits(
        mean=mean,
        moving_range=moving_range,
        low=mean - XMR_LIMIT * moving_range,
        high=mean + XMR_LIMIT * moving_range,
        range_limit=XMR_RANGE_LIMIT * moving_range,
    )


def poisson_tail(k: int, rate: float) -> float:
    """Give the probability of `k` or more where `rate` > 0 are expected."""
    # In logarithms, so that a busy desk does not overflow the factorials.
    fewer = (math.exp(i * math.log(rate) - rate - math.lgamma(i + 1)) for i in range(k))
    return max(0.0, 1 - math.fsum(fewer))


def shrink(x: float, n: float, mean: float, k: float = SHRINKAGE) -> float:
    """Pull the share `x` of `n` towards `mean`, as if `k` average cases came on top.

    Few cases move a little, many cases stand for themselves. Source: golden cases C4.
    """
    return (x + k * mean) / (n + k)
