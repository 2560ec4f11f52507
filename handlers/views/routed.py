"""Why a request went where it went, as one sentence, and what people changed afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.domain.routing.decision import Ground, Strategy
from bot.domain.routing.hours import DAY
from handlers import limits
from handlers.views import wording
from handlers.views.changed import changed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.domain.routing.decision import Because
    from bot.domain.routing.hours import WeekSpan
    from bot.domain.routing.rules import Rule
    from bot.usecases.placing.routing import Routed

_STRATEGIES: Final = {
    Strategy.QUEUE: "for whoever claims it",
    Strategy.ROUND_ROBIN: "for everybody in turn",
    Strategy.LEAST_LOADED: "for whoever has least to do",
    Strategy.ON_CALL: "for whoever is on call",
}
_DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
#: As much of a rule as somebody reads.
_LONGEST: Final = 200


def routed(of: Routed) -> str:
    """Say where a request went and why, and what people have changed since."""
    if of.decision is None:
        said = "*Routed* as it was filed: no rule of the desk speaks of it."
    else:
        grounds = wording.listed([_GROUNDS[one.ground](of, one) for one in of.decision.because])
        said = f"*Routed* to {wording.listed(tuple(_where(of)))}, because {grounds}."
    return " ".join([said, *map(changed, of.changes)])


def _where(of: Routed) -> Iterator[str]:
    decision = of.decision
    if decision is None:
        return
    yield _inert(decision.category) if decision.category else "no category yet"
    yield decision.priority.value
    yield f"tier {decision.tier}"
    if decision.skills:
        yield f"skills in {_inert(', '.join(sorted(decision.skills)))}"
    if decision.strategy is not None:
        yield _STRATEGIES[decision.strategy]


def _by_rule(of: Routed, because: Because) -> str:
    rule = of.routing.known(because.mark)
    if rule is None:
        return f"rule {because.rule} of that day said so"
    asked = "; ".join(_asked(rule))
    about = f" ({_inert(asked)})" if asked else ""
    gave = wording.listed([gift.value for gift in because.gave])
    return f"rule {because.rule}{about} gives the {gave}"


def _by_matrix(of: Routed, _because: Because) -> str:
    decision = of.decision
    return f"its impact is {decision.impact} and its urgency {decision.urgency}" if decision else ""


def _by_system(of: Routed, _because: Because) -> str:
    system, department = _inert(of.system or "it"), _inert(of.department or "its department")
    return f"{system} is among the top three systems of {department}, which raises the priority"


_GROUNDS: Final[dict[Ground, Callable[[Routed, Because], str]]] = {
    Ground.RULE: _by_rule,
    Ground.MATRIX: _by_matrix,
    Ground.TOP_SYSTEM: _by_system,
}


def _asked(rule: Rule) -> Iterator[str]:
    """Say what a rule asks for, in the words of the settings."""
    when = rule.when
    lists: tuple[tuple[str, Sequence[str]], ...] = (
        ("words", [phrase.shown for phrase in when.phrases]),
        ("category", when.categories),
        ("department", when.departments),
        ("organisation", when.organisations),
        ("system", when.systems),
        ("channel", when.channels),
    )
    yield from (f"{label}: {', '.join(names)}" for label, names in lists if names)
    if when.hours is not None:
        yield f"hours: {_span(when.hours)}"
    if when.in_hours is not None:
        yield "in opening hours" if when.in_hours else "outside opening hours"


def _span(span: WeekSpan) -> str:
    days = (
        "" if len(span.days) == len(_DAYS) else f"{' '.join(_DAYS[d] for d in sorted(span.days))} "
    )
    return f"{days}{_clock(span.opens)}-{_clock(span.closes)}"


def _clock(minutes: int) -> str:
    hour, minute = divmod(minutes % DAY, 60)
    return f"{hour:02}:{minute:02}"


def _inert(text: str) -> str:
    return limits.inert(text, _LONGEST)
