"""How a desk finds a technician, as its settings describe it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.routing.staffing import Staffing
from bot.settings.building import as_shift
from bot.settings.rotas import rota_of

if TYPE_CHECKING:
    from bot.settings import DeskSettings


def build_staffing(desk: DeskSettings) -> Staffing:
    """Turn what a desk settles about its people into how it finds one."""
    return Staffing(
        strategy=desk.strategy,
        sticky_days=desk.sticky_days,
        capacity=desk.capacity,
        skills={who: frozenset(skills) for who, skills in desk.skills.items()},
        tiers=desk.tiers,
        shifts={who: as_shift(hours, desk.timezone) for who, hours in desk.shifts.items()},
        rota=rota_of(desk),
        away_emoji=frozenset(desk.away_emoji) if desk.follow_slack_status else frozenset(),
    )
