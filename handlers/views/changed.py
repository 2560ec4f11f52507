"""What has become of a request since it was routed, a sentence for each change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.domain.events import EventKind
from handlers import limits
from handlers.views import wording

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.usecases.placing.changes import Change

#: As much of a name as somebody reads.
_LONGEST: Final = 200


def changed(change: Change) -> str:
    """Say who changed what and when; whatever nobody did, a rule of the desk has done."""
    said = f"{_SAID[change.kind](change)} {wording.when(change.at)}."
    if change.who is None:
        return f"A rule of the desk {said}"
    return f"By hand: {wording.name(change.who)} {said}"


def _put_right(change: Change) -> str:
    what = "category" if change.kind is EventKind.CATEGORY_CHANGED else "priority"
    return f"changed the {what} from {_inert(change.was)} to {_inert(change.now)}"


def _given(change: Change) -> str:
    taken = change.who is not None and change.now == change.who.name
    return "took it" if taken else f"gave it to {_inert(change.now, otherwise='somebody')}"


def _escalated(change: Change) -> str:
    return _HELP[change.help or "tier"](change)


def _given_back(change: Change) -> str:
    return f"gave it back from tier {_inert(change.was)} to tier {_inert(change.now)}"


def _moved(change: Change) -> str:
    return f"moved it from {_inert(change.was)} to {_inert(change.now)}"


def _inert(text: str | None, *, otherwise: str = "none") -> str:
    return limits.inert(text or otherwise, _LONGEST)


_HELP: Mapping[str, Callable[[Change], str]] = {
    "tier": lambda change: (
        f"escalated it from tier {_inert(change.was)} to tier {_inert(change.now)}"
    ),
    "specialist": lambda change: f"asked {_inert(change.now, otherwise='specialists')} for help",
    "vendor": lambda change: f"asked {_inert(change.now, otherwise='a vendor')} for help",
    "management": lambda _change: "asked the lead for help",
}
_SAID: Mapping[EventKind, Callable[[Change], str]] = {
    EventKind.CATEGORY_CHANGED: _put_right,
    EventKind.PRIORITY_CHANGED: _put_right,
    EventKind.ASSIGNED: _given,
    EventKind.ESCALATED: _escalated,
    EventKind.DE_ESCALATED: _given_back,
    EventKind.MOVED_IN: _moved,
}
