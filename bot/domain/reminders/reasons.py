"""Why a rule has acted, in a sentence for whoever reads it later."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.domain.reminders.habits import When
from bot.domain.reminders.reminder import CHAIN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.reminders.reminder import Key

_HOUR: Final = 60
_REASONS: Mapping[str, str] = {
    When.UNCLAIMED: "Nobody has claimed it for {}.",
    When.LATE: "It has been late for {}.",
    When.REOPENED: "It was reopened, and nobody has answered for {}.",
    When.WAITING_FOR_US: "The requester has been waiting for an answer for {}.",
}


def reason_of(key: Key) -> str:
    """Say why a step of a chain came about."""
    return _REASONS[key.ladder.removeprefix(CHAIN)].format(working_time(key.step))


def working_time(minutes: int) -> str:
    """Write business minutes, such as "1 h 30 min of working time"."""
    hours, rest = divmod(minutes, _HOUR)
    parts = ([f"{hours} h"] if hours else []) + ([f"{rest} min"] if rest or not hours else [])
    return f"{' '.join(parts)} of working time"
