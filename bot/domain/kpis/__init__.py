"""The registry of KPIs: every figure that the desk knows, in the order in which it is told."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.domain.kpis.attainment import RESOLUTION_ATTAINMENT, RESPONSE_ATTAINMENT
from bot.domain.kpis.classification import RECLASSIFIED
from bot.domain.kpis.counts import BACKLOG, VOLUME
from bot.domain.kpis.escalation import (
    ESCALATED_BY_RULE,
    ESCALATED_INTERNALLY,
    ESCALATED_TO_MANAGEMENT,
    ESCALATED_TO_VENDORS,
    ESCALATION_RATE,
    FIRST_LEVEL_RESOLUTION,
)
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
            RESPONSE_ATTAINMENT,
            RESOLUTION_ATTAINMENT,
            REOPEN_RATE,
            REASSIGNMENT_RATE,
            ESCALATION_RATE,
            ESCALATED_INTERNALLY,
            ESCALATED_TO_VENDORS,
            ESCALATED_TO_MANAGEMENT,
            ESCALATED_BY_RULE,
            FIRST_LEVEL_RESOLUTION,
            CSAT,
            DEPARTMENT_KNOWN,
            SYSTEM_KNOWN,
            RECLASSIFIED,
            PINGS_PER_RESOLVED,
        )
    }
)
