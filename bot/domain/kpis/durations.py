"""KPIs that tell how long something took."""

from __future__ import annotations

from dataclasses import dataclass, replace
from statistics import fmean
from typing import TYPE_CHECKING

from bot.domain.calendar import ONE_MINUTE
from bot.domain.kpis.figure import Clock, Figure, Spread, Unit
from bot.domain.kpis.kpi import MINIMUM, Kpi, Reason, parted, sort_out
from bot.domain.statistics import percentile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from bot.domain.calendar import Calendar
    from bot.domain.history import Population
    from bot.domain.kpis.kpi import About


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration:
    """What took from `start` to `end` on a `calendar`; `pauses` lie in between, one by one."""

    start: datetime
    end: datetime
    calendar: Calendar
    pauses: Sequence[tuple[datetime, datetime]] = ()
    remark: Reason | None = None
    part: str | None = None

    @property
    def is_impossible(self) -> bool:
        """Whether the end lies before the start."""
        return self.end < self.start

    def net_minutes(self) -> float:
        """Count business minutes without the pauses."""
        paused = sum(self.calendar.minutes_between(*pause) for pause in self.pauses)
        return max(0.0, self.calendar.minutes_between(self.start, self.end) - paused)

    def elapsed_minutes(self) -> float:
        """Count the minutes by any clock on the wall."""
        return max(0.0, (self.end - self.start) / ONE_MINUTE)


def duration_kpi(
    about: About, durations: Callable[[Population], Iterable[Duration | Reason]]
) -> Kpi:
    """Make the KPI whose value is the median of `durations` on the desk's clock."""

    def compute(population: Population) -> Figure:
        counted, reasons = sort_out(durations(population))
        reasons.update(Reason.CLAMPED_TO_ZERO for case in counted if case.is_impossible)
        figure = Figure(
            value=None,
            unit=Unit.MINUTES,
            n=len(counted),
            clock=Clock.BUSINESS,
            excluded=dict(reasons),
            definition=about.definition,
        )
        parts = {
            name: _measured(replace(figure, n=len(these), excluded={}), these)
            for name, these in parted(counted).items()
        }
        return _measured(replace(figure, parts=parts), counted) if counted else figure

    return Kpi(
        id=about.id,
        title=about.title,
        unit=Unit.MINUTES,
        direction=about.direction,
        clock=Clock.BUSINESS,
        minimum=MINIMUM,
        definition=about.definition,
        compute=compute,
    )


def _measured(figure: Figure, durations: Sequence[Duration]) -> Figure:
    net = _spread([duration.net_minutes() for duration in durations])
    elapsed = _spread([duration.elapsed_minutes() for duration in durations])
    return replace(figure, value=net.p50, p50=net.p50, p90=net.p90, mean=net.mean, elapsed=elapsed)


def _spread(minutes: Sequence[float]) -> Spread:
    return Spread(p50=percentile(minutes, 50), p90=percentile(minutes, 90), mean=fmean(minutes))
