"""The life of one made-up request, told line by line as `firstline replay` reads it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.demo.company import ZONE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.demo.cases import Case
    from bot.domain.calendar import Calendar

_GROUP = "IT"


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One line of a history, in the columns of the format."""

    request_id: str
    seq: int
    ts: datetime
    event: str
    actor: str
    group: str
    detail: str


class Life:
    """A request as it goes on; `opened` and `at` are its first and its latest instant."""

    def __init__(self, request_id: str, case: Case, calendar: Calendar, opened: datetime) -> None:
        """Begin at `opened`; what follows takes business time of `calendar`."""
        self.case = case
        self.opened = self.at = opened
        self.happenings: list[Happening] = []
        self._id = request_id
        self._calendar = calendar

    def work(self, minutes: float, event: str, actor: str, detail: str = "") -> None:
        """Let something happen after so many minutes of business."""
        self.note(self._calendar.add_minutes(self.at, minutes), event, actor, detail)

    def note(self, at: datetime, event: str, actor: str = "", detail: str = "") -> None:
        """Let something happen at an instant, to the second."""
        self.at = at.astimezone(ZONE).replace(microsecond=0)
        self.happenings.append(
            Happening(
                request_id=self._id,
                seq=len(self.happenings),
                ts=self.at,
                event=event,
                actor=actor,
                group=_GROUP,
                detail=detail,
            )
        )

    def reached(self, event: str, until: datetime) -> bool:
        """Say whether something had happened by an instant."""
        return any(h.event == event and h.ts <= until for h in self.happenings)


def spelled(facts: Mapping[str, str]) -> str:
    """Write facts the way the last column holds them."""
    return ";".join(f"{name}={value}" for name, value in facts.items())
