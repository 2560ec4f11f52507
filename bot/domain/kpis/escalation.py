"""How often somebody else was needed: another tier, specialists, a vendor, the lead."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.events import EventKind
from bot.domain.kpis.counted import FOR_RESPONSES, closed_out, reason_against
from bot.domain.kpis.figure import Direction
from bot.domain.kpis.kpi import About, Kpi, Reason
from bot.domain.kpis.shares import Case, share_kpi

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.domain.events import Event
    from bot.domain.history import History, Population


class Help(StrEnum):
    """Who was asked for help, and by whom."""

    INTERNAL = "internal"
    VENDOR = "vendor"
    MANAGEMENT = "management"
    BY_RULE = "by_rule"


_KINDS = {
    "tier": Help.INTERNAL,
    "specialist": Help.INTERNAL,
    "vendor": Help.VENDOR,
    "management": Help.MANAGEMENT,
}
_OF = "of all that were resolved or cancelled in the period."


def help_for(history: History) -> frozenset[Help]:
    """Say whose help a request needed; each kind counts once, however often it was asked for."""
    asked = (_help(event) for event in history.of(EventKind.ESCALATED))
    return frozenset(kind for kind in asked if kind is not None)


def _help(event: Event) -> Help | None:
    kind = _KINDS.get(str(event.facts.get("kind")))
    is_by_rule = kind is Help.MANAGEMENT and event.facts.get("automatic")
    return Help.BY_RULE if is_by_rule else kind


def _rate(about: About, is_hit: Callable[[frozenset[Help]], bool]) -> Kpi:
    def cases(population: Population) -> Iterator[Case | Reason]:
        for history in closed_out(population):
            reason = reason_against(history, FOR_RESPONSES)
            yield reason or Case(hit=is_hit(help_for(history)))

    return share_kpi(about, cases)


ESCALATION_RATE = _rate(
    About(
        id="escalation_rate",
        title="Escalated",
        direction=Direction.DOWN,
        definition=(
            "Requests that were escalated at least once, whether to a tier, specialists, a vendor "
            f"or the lead, by hand or by a rule, {_OF} Reminders are no escalations."
        ),
    ),
    bool,
)
ESCALATED_INTERNALLY = _rate(
    About(
        id="escalated_internally",
        title="Escalated to a tier",
        direction=Direction.DOWN,
        definition=f"Requests for which a further tier or specialists were asked, {_OF}",
    ),
    lambda asked: Help.INTERNAL in asked,
)
ESCALATED_TO_VENDORS = _rate(
    About(
        id="escalated_to_vendors",
        title="Escalated to a vendor",
        direction=Direction.DOWN,
        definition=f"Requests for which a vendor was engaged, {_OF}",
    ),
    lambda asked: Help.VENDOR in asked,
)
ESCALATED_TO_MANAGEMENT = _rate(
    About(
        id="escalated_to_management",
        title="Escalated to the lead",
        direction=Direction.DOWN,
        definition=f"Requests for which somebody asked the lead for help, {_OF}",
    ),
    lambda asked: Help.MANAGEMENT in asked,
)
ESCALATED_BY_RULE = _rate(
    About(
        id="escalated_by_rule",
        title="Escalated by a rule",
        direction=Direction.DOWN,
        definition=f"Requests that a rule brought to the lead, such as a second reopening, {_OF}",
    ),
    lambda asked: Help.BY_RULE in asked,
)
FIRST_LEVEL_RESOLUTION = _rate(
    About(
        id="first_level_resolution",
        title="Kept in the first tier",
        direction=Direction.UP,
        definition=f"Requests that needed no further tier, no specialists and no vendor, {_OF}",
    ),
    lambda asked: asked.isdisjoint({Help.INTERNAL, Help.VENDOR}),
)
