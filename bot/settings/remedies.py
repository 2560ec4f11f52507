"""Turn what Pydantic objects to into a sentence that helps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, get_args

from pydantic import BaseModel

from bot.settings.fields import suggestion
from bot.settings.models import Settings

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from bot.settings.locator import KeyPath

MISSING: Final = {
    "desks": "is missing; a help desk needs at least one, as config.example.toml shows",
    "name": 'is missing; give it the name that people know, such as "Finance" or "VPN"',
    "key": 'is missing; give the desk a short name such as "it"',
    "team_channel": "is missing; it is the id of the channel where technicians work",
}
PLAIN: Final = {
    "missing": "is missing",
    "tuple_type": 'must be a list such as ["one", "two"]',
    "model_type": "must be a table of settings",
    "model_attributes_type": "must be a table of settings",
    "dict_type": "must be a table of settings",
    "string_type": "must be a text in quotes",
    "too_short": "must not be empty",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "date_from_datetime_parsing": "must be a date such as 2026-12-24",
}


def path_of(error: ErrorDetails) -> KeyPath:
    """Return where the mistake stands; Pydantic marks a wrong key with a word of its own."""
    return tuple(step for step in error["loc"] if step != "[key]")


def remedy_for(error: ErrorDetails) -> str:
    """Say what to do, without ever repeating the value."""
    path, kind = path_of(error), error["type"]
    if kind == "extra_forbidden":
        return _unknown(path)
    if kind == "missing" and path[-1] in MISSING:
        return MISSING[str(path[-1])]
    if kind in PLAIN:
        return PLAIN[kind]
    return error["msg"].replace("Input should", "must").replace("String should", "must")


def _unknown(path: KeyPath) -> str:
    word = str(path[-1])
    if len(path) > 1 and word in Settings.model_fields:
        return "is not a setting here; move it above the first line in brackets"
    return f"is not a setting{suggestion(word, _model_at(path[:-1]).model_fields)}"


def _model_at(path: KeyPath) -> type[BaseModel]:
    model: type[BaseModel] = Settings
    for step in path:
        if step in model.model_fields:
            model = _model_in(model.model_fields[str(step)].annotation) or model
    return model


def _model_in(annotation: object) -> type[BaseModel] | None:
    """Return the model within a type such as tuple[DeskSettings, ...]."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_model_in, get_args(annotation))), None)
