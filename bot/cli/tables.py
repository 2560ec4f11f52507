"""Figures as a table that is read from left to right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.kpis import KPIS
from bot.domain.kpis.figure import Unit
from bot.domain.reports.wording import spell_figure, spell_minutes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from bot.domain.desk import Desk
    from bot.domain.history import Period
    from bot.domain.kpis import Figure

HEADER = ("Figure", "Value", "9 of 10 within", "On any clock")
#: With fewer cases the slowest tenth is but one or two requests.
MINIMUM_P90 = 30


def kpi_table(desk: Desk, period: Period, figures: Mapping[str, Figure]) -> str:
    """Write the figures of a period as an aligned table under a line that names it."""
    start, end = _local(period.start, period), _local(period.end, period)
    rows = [HEADER, *(_row(kpi_id, figure) for kpi_id, figure in figures.items())]
    return "\n".join([f"{desk.name}, {start} to {end} ({period.zone})", "", *_aligned(rows)])


def _row(kpi_id: str, figure: Figure) -> tuple[str, str, str, str]:
    kpi = KPIS[kpi_id]
    p90 = spell_minutes(figure.p90) if figure.p90 is not None and figure.n >= MINIMUM_P90 else ""
    is_time = figure.unit is Unit.MINUTES and figure.n >= kpi.minimum
    elapsed = spell_minutes(figure.elapsed.p50) if is_time and figure.elapsed else ""
    return kpi.title, spell_figure(kpi, figure), p90, elapsed


def _local(at: datetime, period: Period) -> str:
    local = at.astimezone(period.zone)
    return f"{local:%Y-%m-%d}" if not (local.hour or local.minute) else f"{local:%Y-%m-%d %H:%M}"


def _aligned(rows: Sequence[tuple[str, ...]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
