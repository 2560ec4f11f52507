"""Figures as a table that is read from left to right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.kpis import KPIS
from bot.domain.kpis.figure import Unit
from bot.domain.kpis.kpi import Reason
from bot.domain.reports.wording import spell_figure, spell_minutes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from bot.domain.desk import Desk
    from bot.domain.history import Period
    from bot.domain.kpis import Figure, Kpi

HEADER = ("Figure", "Value", "9 of 10 within", "On any clock")
#: With fewer cases the slowest tenth is but one or two requests.
MINIMUM_P90 = 30


def kpi_table(desk: Desk, period: Period, figures: Mapping[str, Figure]) -> str:
    """Write the figures of a period as an aligned table under a line that names it."""
    start, end = _local(period.start, period), _local(period.end, period)
    rows = [HEADER]
    for kpi_id, figure in figures.items():
        kpi = KPIS[kpi_id]
        rows.append(_row(kpi, kpi.title, figure))
        rows += [_row(kpi, f"  {name}", part) for name, part in figure.parts.items()]
    remarks = [line for kpi_id, figure in figures.items() for line in _remarks(kpi_id, figure)]
    heading = f"{desk.name}, {start} to {end} ({period.zone})"
    return "\n".join([heading, "", *aligned(rows), *(["", *remarks] if remarks else [])])


def _remarks(kpi_id: str, figure: Figure) -> Iterator[str]:
    """Say what a share of promises leaves open, and which requests somebody should look at."""
    title = KPIS[kpi_id].title
    for reason in (Reason.PENDING, Reason.VOIDED, Reason.PROVISIONAL):
        if figure.excluded.get(reason):
            yield f"{title}: {figure.excluded[reason]} {reason}."
    if figure.unit is Unit.PERCENT and figure.p50 is not None:
        yield f"{title}: half of the missed ones by more than {spell_minutes(figure.p50)}."
    eased = ", ".join(f"#{number}" for number in figure.listed.get(Reason.EASED_LATE, ()))
    if eased:
        yield f"{title}: given more time when it was nearly over: {eased}."


def _row(kpi: Kpi, title: str, figure: Figure) -> tuple[str, str, str, str]:
    p90 = spell_minutes(figure.p90) if figure.p90 is not None and figure.n >= MINIMUM_P90 else ""
    is_time = figure.unit is Unit.MINUTES and figure.n >= kpi.minimum
    elapsed = spell_minutes(figure.elapsed.p50) if is_time and figure.elapsed else ""
    return title, spell_figure(kpi, figure), p90, elapsed


def _local(at: datetime, period: Period) -> str:
    local = at.astimezone(period.zone)
    return f"{local:%Y-%m-%d}" if not (local.hour or local.minute) else f"{local:%Y-%m-%d %H:%M}"


def aligned(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Put the cells of a table below one another."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
