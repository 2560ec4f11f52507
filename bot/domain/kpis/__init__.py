"""The registry of KPIs: every figure that the desk knows, in the order in which it is told."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.domain.kpis.counts import BACKLOG, VOLUME
from bot.domain.kpis.figure import Figure, as_json
from bot.domain.kpis.knowledge import DEPARTMENT_KNOWN, SYSTEM_KNOWN
from bot.domain.kpis.kpi import Kpi
from bot.domain.kpis.noise import PINGS_PER_RESOLVED
from bot.domain.kpis.resolution import FULL_RESOLUTION_TIME, RESOLUTION_TIME
from bot.domain.kpis.response import FIRST_RESPONSE_TIME, TIME_TO_CLAIM
from bot.domain.kpis.rework import REASSIGNMENT_RATE, REOPEN_RATE
from bot.domain.kpis.satisfaction import CSAT

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["KPIS", "Figure", "Kpi", "as_json"]

KPIS: Mapping[str, Kpi] = MappingProxyType(
    {
        kpi.id: kpi
        for kpi in (
            VOLUME,
            BACKLOG,
            FIRST_RESPONSE_TIME,
            TIME_TO_CLAIM,
            RESOLUTION_TIME,
            FULL_RESOLUTION_TIME,
            REOPEN_RATE,
            REASSIGNMENT_RATE,
            CSAT,
            DEPARTMENT_KNOWN,
            SYSTEM_KNOWN,
            PINGS_PER_RESOLVED,
        )
    }
)
