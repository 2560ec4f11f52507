"""Rules of the routing that can never do anything, found when the settings are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.domain.routing.decision import Strategy
from bot.domain.routing.hours import DAY, WEEK
from bot.domain.routing.shadows import shadow_of
from bot.settings.fields import suggestion
from bot.settings.routing import as_rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.settings.checks import Finding
    from bot.settings.desks import DeskSettings
    from bot.settings.hours import WeekHours
    from bot.settings.locator import KeyPath
    from bot.settings.models import Settings
    from bot.settings.routing import RuleSettings

NEVER_OPEN: Final = "never holds: the desk is never open in these hours; drop hours or in_hours"
ALWAYS_OPEN: Final = "never holds: the desk is always open then; drop hours or in_hours"
NO_SKILL: Final = "asks for {names}, which nobody has under skills of the desk"
NO_ROTA: Final = "finds nobody: the desk has no rota; add one, or choose another strategy"
IDLE: Final = "comes to nothing: {by} has settled all of it before; move this rule up, or drop it"


def hopeless_rules(settings: Settings) -> Iterator[Finding]:
    """Find rules that name what does not exist, contradict themselves, or come too late."""
    for place, desk in enumerate(settings.desks):
        known = _known(settings, desk)
        for number, rule in enumerate(desk.rules):
            path = ("desks", place, "rules", number)
            yield from _unknown(rule, path, known)
            yield from _contradictions(rule, path, desk)
            yield from _nobody(rule, path, desk)
        rules = tuple(map(as_rule, desk.rules))
        for number in range(len(rules)):
            earlier = shadow_of(number, rules)
            if earlier is not None:
                by = f"rule {earlier + 1}" + (" (which stops)" if rules[earlier].stop else "")
                yield ("desks", place, "rules", number), IDLE.format(by=by)


def _known(settings: Settings, desk: DeskSettings) -> dict[str, tuple[str, ...] | None]:
    """Name what a rule can ask for; None where anything may come."""
    departments = tuple(department.name for department in settings.departments)
    # A profile may name departments that the settings do not list.
    from_profiles = settings.department_field is not None
    return {
        "category": desk.categories,
        "department": None if from_profiles else departments,
        "organisation": tuple(one.name for one in settings.organisations),
        "system": tuple(system.name for system in settings.systems),
    }


def _unknown(
    rule: RuleSettings, path: KeyPath, known: dict[str, tuple[str, ...] | None]
) -> Iterator[Finding]:
    for what, names in known.items():
        wanted: Iterable[str] = getattr(rule.when, what) or ()
        for name in wanted:
            if names is not None and not _is_in(name, names):
                yield (*path, "when", what), _no_such(what, name, names)
    categories = known["category"] or ()
    if rule.category is not None and rule.category not in categories:
        yield (*path, "category"), _no_such("category", rule.category, categories)


def _is_in(name: str, names: Iterable[str]) -> bool:
    return name.casefold() in {one.casefold() for one in names}


def _no_such(what: str, name: str, names: Iterable[str]) -> str:
    return f"names a {what} that the settings do not know{suggestion(name, names)}"


def _contradictions(rule: RuleSettings, path: KeyPath, desk: DeskSettings) -> Iterator[Finding]:
    asked = rule.when
    if asked.in_hours is None:
        return
    wanted = asked.hours.minutes if asked.hours else frozenset(range(WEEK))
    weeks = [_open_minutes(hours) for hours in _weeks(desk)]
    if asked.in_hours and not any(wanted & week for week in weeks) and not desk.opened_days:
        yield (*path, "when"), NEVER_OPEN
    always = all(wanted <= week for week in weeks)
    days_off = desk.holidays or desk.closed_days or desk.half_days
    if not asked.in_hours and always and not days_off:
        yield (*path, "when"), ALWAYS_OPEN


def _nobody(rule: RuleSettings, path: KeyPath, desk: DeskSettings) -> Iterator[Finding]:
    """Find skills that nobody has, and a call that nobody is on."""
    had = {skill for skills in desk.skills.values() for skill in skills}
    missing = [skill for skill in rule.skills or () if skill not in had]
    # A desk that says of nobody what he knows uses skills as a remark.
    if had and missing:
        names = ", ".join(missing)
        yield (*path, "skills"), NO_SKILL.format(names=names) + suggestion(missing[0], had)
    has_rota = desk.rota or desk.rota_file is not None
    if rule.strategy is Strategy.ON_CALL and not has_rota:
        yield (*path, "strategy"), NO_ROTA


def _weeks(desk: DeskSettings) -> Iterator[WeekHours]:
    yield desk.hours
    yield from (later.hours for later in desk.later_hours)


def _open_minutes(hours: WeekHours) -> frozenset[int]:
    return frozenset(
        (day * DAY + minute) % WEEK
        for day, windows in enumerate(hours.days())
        for window in windows
        for minute in range(window.opens, window.until)
    )
