"""How often one may post to a channel."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .clock import Clock

POSTS_PER_SECOND = 1.0
BURST = 4.0


class PostingRate:
    """A token bucket for each channel."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._buckets: dict[str, tuple[float, float]] = {}

    def wait_for(self, channel: str) -> int:
        """Take a token and return 0, or return the whole seconds until there is one."""
        now = self._clock.seconds()
        tokens, since = self._buckets.get(channel, (BURST, now))
        tokens = min(BURST, tokens + max(0.0, now - since) * POSTS_PER_SECOND)
        if tokens < 1:
            self._buckets[channel] = (tokens, now)
            return max(1, math.ceil((1 - tokens) / POSTS_PER_SECOND))
        self._buckets[channel] = (tokens - 1, now)
        return 0
