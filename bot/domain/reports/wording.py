"""How figures are put into words, and when a sample is too small for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.kpis.figure import Unit

if TYPE_CHECKING:
    from bot.domain.kpis.figure import Figure
    from bot.domain.kpis.kpi import Kpi

MINUTES_AN_HOUR = 60
# A decimal in a percentage means something from this sample on.
DECIMAL_FROM = 100


def spell_minutes(minutes: float) -> str:
    """Write a duration as "14 m" or "1 h 05 m"."""
    hours, rest = divmod(round(minutes), MINUTES_AN_HOUR)
    return f"{hours} h {rest:02} m" if hours else f"{rest} m"


def spell_number(count: int, noun: str) -> str:
    """Write how many there are of a noun given in the plural: "no", "1" or "12" requests."""
    if count == 0:
        return f"no {noun}"
    return f"{count} {noun}" if count > 1 else f"1 {noun.removesuffix('s')}"


def spell_figure(kpi: Kpi, figure: Figure) -> str:
    """Write the value of a figure with its sample, as far as the sample carries it."""
    if figure.unit is Unit.MINUTES and figure.n == 0:
        # "No requests" would be wrong where there were some and nobody claimed one.
        return "no data"
    if figure.unit is Unit.PINGS and figure.n:
        return _spell_rate(kpi, figure)
    if figure.unit is Unit.REQUESTS or figure.n == 0:
        return spell_number(figure.n, kpi.cases)
    if figure.n < kpi.hidden_below:
        return f"not enough {kpi.cases} (n={figure.n})"
    return _spell_share(kpi, figure) if figure.unit is Unit.PERCENT else _spell_time(kpi, figure)


def _spell_share(kpi: Kpi, figure: Figure) -> str:
    if figure.n < kpi.minimum:
        return f"{figure.numerator} of {figure.n} {kpi.cases}"
    decimals = 1 if figure.n >= DECIMAL_FROM else 0
    value, low, high = (
        f"{part or 0:.{decimals}f}" for part in (figure.value, figure.low, figure.high)
    )
    return f"{value} % ({low} to {high} %, n={figure.n})"


def _spell_rate(kpi: Kpi, figure: Figure) -> str:
    if figure.value is None:
        return f"not counted (n={figure.n})"
    if figure.n < kpi.minimum:
        return f"not enough data (n={figure.n})"
    return f"{figure.value:.1f} (n={figure.n})"


def _spell_time(kpi: Kpi, figure: Figure) -> str:
    if figure.n < kpi.minimum:
        return f"not enough data (n={figure.n})"
    if figure.value is None:
        return f"not measured (n={figure.n})"
    return f"{spell_minutes(figure.value)} (n={figure.n})"


def shorten(text: str, length: int) -> str:
    """Cut a text to at most `length` characters, and show that it was cut."""
    words = " ".join(text.split())
    return words if len(words) <= length else words[: length - 1].rstrip() + "…"
