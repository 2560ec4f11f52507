"""Trigger ids: the short-lived permission to open a view for somebody."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .values import Refused

if TYPE_CHECKING:
    from .clock import Clock
    from .ids import Ids

LIFETIME_SECONDS = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """For whom, since when, and whether it has been used."""

    user: str
    issued: float
    used: bool = False


class Triggers:
    """Issue trigger ids and take them back once."""

    def __init__(self, clock: Clock, ids: Ids) -> None:
        self._clock = clock
        self._ids = ids
        self._issued: dict[str, Trigger] = {}

    def issue(self, user: str) -> str:
        """Return a new trigger id for a person."""
        trigger_id = self._ids.mint("13345224609.738474920.")
        self._issued[trigger_id] = Trigger(user=user, issued=self._clock.seconds())
        return trigger_id

    def spend(self, trigger_id: str) -> str:
        """Use a trigger id up and return whose it is; refuse what is unknown, used or too old."""
        trigger = self._issued.get(trigger_id)
        if trigger is None:
            raise Refused(error="invalid_trigger_id")
        if trigger.used:
            raise Refused(error="exchanged_trigger_id")
        if self._clock.seconds() - trigger.issued > LIFETIME_SECONDS:
            raise Refused(error="expired_trigger_id")
        self._issued[trigger_id] = replace(trigger, used=True)
        return trigger.user
