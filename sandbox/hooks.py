"""Response URLs: an address for answering one interaction, five times within half an hour."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .values import Refused

if TYPE_CHECKING:
    from .clock import Clock
    from .ids import Ids
    from .values import Message

USES = 5
LIFETIME_SECONDS = 30 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Hook:
    """Who acted, where, and on which message (None for a command)."""

    user: str
    channel: str
    message: Message | None
    issued: float
    uses: int = 0


class Hooks:
    """Issue response URLs and count their uses."""

    def __init__(self, clock: Clock, ids: Ids) -> None:
        self._clock = clock
        self._ids = ids
        self._issued: dict[str, Hook] = {}

    def issue(self, user: str, channel: str, message: Message | None = None) -> str:
        """Return the path of a new response URL."""
        hook_id = self._ids.mint("H")
        self._issued[hook_id] = Hook(
            user=user, channel=channel, message=message, issued=self._clock.seconds()
        )
        return f"/hooks/{hook_id}"

    def use(self, hook_id: str) -> Hook:
        """Count one use and return the hook; refuse what is too old or used up."""
        hook = self._issued.get(hook_id)
        if hook is None or self._clock.seconds() - hook.issued > LIFETIME_SECONDS:
            raise Refused(error="expired_url")
        if hook.uses >= USES:
            raise Refused(error="used_url")
        self._issued[hook_id] = replace(hook, uses=hook.uses + 1)
        return hook
