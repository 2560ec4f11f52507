"""Load the settings, or say everything that is wrong with them at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import ValidationError

from bot.settings.checks import (
    doubled_reactions,
    missing_tokens,
    repeated_departments,
    repeated_desks,
    shared_channels,
)
from bot.settings.hopeless import hopeless_rules
from bot.settings.layers import merged, origin
from bot.settings.models import Settings
from bot.settings.organisations import repeated_organisations, unknown_organisations
from bot.settings.problems import Problem, SettingsError
from bot.settings.remedies import path_of, remedy_for
from bot.settings.rotas import hopeless_rotas
from bot.settings.sources import (
    misspelt_variables,
    read_environment,
    read_file,
    read_secrets,
)
from bot.settings.systems import repeated_systems, unknown_systems

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pydantic_core import ErrorDetails

    from bot.settings.checks import Finding


def load_settings(environ: Mapping[str, str], *, need_slack: bool = True) -> Settings:
    """Read file, secrets folder and environment, the later winning.

    Without `need_slack` missing tokens are no mistake. Raises SettingsError with all mistakes.
    """
    layers = (read_file(environ), *read_secrets(environ), *read_environment(environ))
    values = merged(layers)
    settings, findings = _validated(values)
    if settings is not None:
        findings = (*findings, *hopeless_rotas(settings))
    findings = (*findings, *_found(values, need_slack=need_slack))
    if settings is not None:
        findings = (*findings, *hopeless_rules(settings))
    problems = [origin(layers, path).problem(path, remedy) for path, remedy in findings]
    problems += misspelt_variables(environ)
    if settings is None or problems:
        raise SettingsError(_in_order(problems))
    return settings


def _validated(values: Mapping[str, object]) -> tuple[Settings | None, tuple[Finding, ...]]:
    try:
        return Settings.model_validate(values), ()
    except ValidationError as error:
        # The error itself holds the values, secrets among them, so it ends here.
        details = error.errors(include_url=False, include_input=False)
    mistakes = [detail for detail in details if not _follows(detail, details)]
    return None, tuple((path_of(detail), remedy_for(detail)) for detail in mistakes)


def _follows(detail: ErrorDetails, details: Sequence[ErrorDetails]) -> bool:
    """Whether a complaint is but the consequence of another."""
    if detail["type"] == "too_short":
        # A list counts as short when its entries were refused.
        size = len(detail["loc"])
        return any(other["loc"][:size] == detail["loc"] for other in details if other != detail)
    # A default cannot be made from a value that was refused.
    return detail["type"] == "default_factory_not_called"


def _found(values: Mapping[str, object], *, need_slack: bool) -> Iterator[Finding]:
    yield from repeated_desks(values)
    yield from repeated_departments(values)
    yield from repeated_systems(values)
    yield from unknown_systems(values)
    yield from repeated_organisations(values)
    yield from unknown_organisations(values)
    yield from shared_channels(values)
    yield from doubled_reactions(values)
    if need_slack:
        yield from missing_tokens(values)


def _in_order(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: (problem.file, problem.line or 0)))
