"""One reminder: a step of a ladder that somebody has to hear of at some instant."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.reminders.habits import Told

#: The ladders that are no promises. Those of chains have the name of their occasion behind it.
WAITING: Final = "waiting"
SILENT: Final = "silent"
CHAIN: Final = "chain:"
CYCLE: Final = "cycle:"


class Does(StrEnum):
    """What comes with a reminder."""

    TELL = "tell"
    ASK_NEXT = "ask_next"  # one technician after the other
    ESCALATE = "escalate"
    CHASE = "chase"  # the requester, and so the two below
    WARN = "warn"
    CLOSE = "close"


class Key(NamedTuple):
    """What tells a reminder of one request from all others, so that it is sent once.

    `step` is how far it is up the ladder: a percentage, business minutes or working days.
    `cycle` says from when on, and of how much, that was counted.
    """

    ladder: str
    cycle: str
    step: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """A step that falls due `at` an instant in the desk's working time.

    One that comes `in_turn` counts its working days from the step before, if that was late.
    """

    key: Key
    at: datetime
    does: Does = Does.TELL
    tells: frozenset[Told] = frozenset()
    escalates: str | None = None
    in_turn: bool = False


def counted_from(start: datetime, target: object = "") -> str:
    """Name the cycle that begins at `start`; another target makes another one."""
    return f"{int(start.timestamp())}/{target}"
