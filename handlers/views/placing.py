"""Why somebody was given a request, or why nobody can take it, in words."""

from __future__ import annotations

from typing import Final

from bot.domain.routing.choosing import Why
from handlers import limits
from handlers.views import wording

_LONGEST: Final = 200
_MISSING: Final = {
    Why.NOBODY_FIT: "nobody at the desk has {what}",
    Why.NOBODY_HERE: "everybody with {what} is away",
    Why.NOBODY_ON_CALL: "nobody with {what} is on call",
}


def missing(because: str, what: str) -> str:
    """Say what keeps requests waiting; `because` is a `Why`, `what` is what they need."""
    known = {why.value: said for why, said in _MISSING.items()}
    return known.get(because, "nobody with {what} has room").format(what=what)


def lacking(skills: str, tier: str) -> str:
    """Name what requests need: skills (a list in one text) and a tier."""
    named = limits.inert(skills, _LONGEST)
    parts = [f"skills in {named}"] if named else []
    if tier not in {"", "1"}:
        parts.append(f"tier {limits.inert(tier, wording.NAME)}")
    return " and ".join(parts) or "time for it"
