"""A cut: the part of a desk's requests that figures are asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

#: The complexity of requests of which nobody has said how much they take.
UNKNOWN: Final = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """Only requests of one organisation, of one complexity (or `UNKNOWN`), or of both.

    Every request has one complexity at a time, so what is counted for each adds up to the whole.
    """

    organisation: str | None = None
    complexity: str | None = None

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left out."""
        return self.organisation is None and self.complexity is None


#: Every request.
WHOLE: Final = Cut()
