"""One of every message and form, filled with invented words, for Slack itself to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers.views.samples.asking import asking
from handlers.views.samples.telling import telling
from handlers.views.samples.working import working

if TYPE_CHECKING:
    from handlers.views.samples.cast import Samples


def samples() -> Samples:
    """Give each a name, the kind that Slack validates it as, and its payload."""
    yield from working()
    yield from telling()
    yield from asking()
