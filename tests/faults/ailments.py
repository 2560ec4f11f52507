"""Ways in which calls of Slack fail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

#: So many calls fail, about every third of them.
FAILING: Final = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Ailment:
    """One way in which calls of any method fail."""

    name: str
    fault: dict[str, Any]
    times: int = FAILING


AILMENTS: Final = (
    Ailment(name="too fast", fault={"retry_after": 7}),
    Ailment(name="500", fault={"status": 500}),
    Ailment(name="502", fault={"status": 502}),
    Ailment(name="503", fault={"status": 503}),
    Ailment(name="slow", fault={"hang": 0.3}),
    Ailment(name="cut before acting", fault={"reset": "before"}),
    Ailment(name="cut after acting", fault={"reset": "after"}),
    Ailment(name="acted upon and 500", fault={"status": 500, "reset": "after"}),
    Ailment(name="token revoked and restored", fault={"error": "token_revoked"}),
    Ailment(name="internal error", fault={"error": "internal_error"}),
)
