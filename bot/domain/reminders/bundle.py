"""What one person or one channel is reminded of in one message."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.request import Priority

if TYPE_CHECKING:
    from bot.domain.messages import RequestView
    from bot.domain.reminders.reminder import Key


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One request, and the steps that are due about it."""

    view: RequestView
    keys: tuple[Key, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """The requests of one message."""

    lines: tuple[Line, ...]

    @property
    def can_wait(self) -> bool:
        """Whether nothing in it is so urgent that it wakes somebody."""
        return all(line.view.request.priority is not Priority.P1 for line in self.lines)
