"""Why somebody was given a request, or why nobody can take it, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.domain.routing.choosing import Barred, Why
from handlers import limits
from handlers.views import wording

if TYPE_CHECKING:
    from bot.usecases.placing.given import Given, Other

_LONGEST: Final = 200
_MISSING: Final = {
    Why.NOBODY_FIT: "nobody at the desk has {what}",
    Why.NOBODY_HERE: "everybody with {what} is away",
    Why.NOBODY_ON_CALL: "nobody with {what} is on call",
    Why.ALL_FULL: "whoever could take it has no room",
}

_CHOSEN: Final = {
    Why.ROUND_ROBIN: "next in turn",
    Why.LEAST_LOADED: "least loaded",
    Why.ON_CALL: "on call",
    Why.STICKY: "solved the last one of this requester",
}
_BARRED: Final = {
    Barred.SKILLS: "does not have the skills",
    Barred.TIER: "works at a lower tier",
    Barred.OWN: "needs it",
    Barred.RETURNED: "gave it back",
    Barred.AWAY: "is away",
    Barred.OFF_SHIFT: "is off shift",
    Barred.FULL: "has no room",
    Barred.NOT_ON_CALL: "is not on call",
}
#: As many of those who were not chosen as one sentence names.
_MOST: Final = 8


def missing(because: str, what: str) -> str:
    """Say what keeps requests waiting; `because` is a `Why`, `what` is what they need."""
    known = {why.value: said for why, said in _MISSING.items()}
    return known.get(because, "nobody can take it").format(what=what)


def lacking(skills: str, tier: str) -> str:
    """Name what requests need: skills (a list in one text) and a tier."""
    named = limits.inert(skills, _LONGEST)
    parts = [f"skills in {named}"] if named else []
    if tier not in {"", "1"}:
        parts.append(f"tier {limits.inert(tier, wording.NAME)}")
    return " and ".join(parts) or "time for it"


def given(of: Given) -> str:
    """Say why somebody was given a request, or why nobody has it yet."""
    others = "; ".join(map(_other, of.others[:_MOST]))
    told = f"; {others}" if others else ""
    if of.person is not None:
        return f"*Given* to {wording.name(of.person)}: {_chosen(of)}{told}."
    what = lacking(", ".join(sorted(of.skills)), "")
    why = "older ones come first" if of.because is Why.BEHIND else missing(of.because, what)
    return f"*Waits*: {why}{told}."


def _chosen(of: Given) -> str:
    skills = limits.inert(", ".join(sorted(of.skills)), _LONGEST)
    among = f" of {of.of}" if of.of > 1 else ", the only one there"
    return f"{_CHOSEN.get(of.because, 'chosen')}{among}{f' with {skills}' if skills else ''}"


def _other(one: Other) -> str:
    until = f" until {wording.when(one.until)}" if one.until else ""
    return f"{wording.name(one.person)} {_BARRED[one.why]}{until}"
