from __future__ import annotations

import json
from datetime import time
from enum import Enum
from typing import TYPE_CHECKING, get_args

import pytest
from pydantic import BaseModel, SecretStr
from pydantic_core import PydanticUndefined

from bot.domain.desk import DEFAULT_PROMISES
from bot.domain.quiet import QuietHours
from bot.settings import Settings, SettingsError, load_settings
from bot.settings.sources import (
    FILE_VARIABLE,
    SECRET_FILES,
    SECRETS_VARIABLE,
    SLACK_VARIABLES,
)
from tests.docs.pages import blocks, code, page, rows, section

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pydantic.fields import FieldInfo

PAGE = page("docs/settings.md")
# What a default that is not a plain value is called on the page.
IN_WORDS = {
    "desks.keep_words_days_of": "none",
    "slack": "see below",
    "http": "see below",
    "reactions": "see below",
    "monitor": "see below",
    "desks.promises": "see below",
    "desks.rules.when": "`{}`",
    "desks.matrix.high": "`{}`",
    "desks.matrix.medium": "`{}`",
    "desks.matrix.low": "`{}`",
    "desks.warnings": "see below",
    "desks.waiting": "see below",
    "desks.silence": "see below",
    "desks.name": "the key in capitals",
    "desks.hours": "nine to five, Monday to Friday",
    "organisations.calendar.hours": "nine to five, Monday to Friday",
}


def models_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from models_in(argument)


def settings_of(
    model: type[BaseModel], prefix: str = "", told: tuple[type[BaseModel], ...] = ()
) -> Iterator[tuple[str, FieldInfo]]:
    """Give every setting by its full name; what stands in several places is told once."""
    for attribute, field in model.model_fields.items():
        name = field.alias or attribute
        yield prefix + name, field
        for inner in models_in(field.annotation):
            if inner not in told:
                yield from settings_of(inner, f"{prefix}{name}.", told)
                told = (*told, inner)


def spelled(name: str, field: FieldInfo) -> str:
    if name in IN_WORDS:
        return IN_WORDS[name]
    if field.default is PydanticUndefined:
        return "required"
    return "none" if field.default is None else f"`{in_toml(field.default)}`"


def in_toml(value: object) -> str:
    if isinstance(value, SecretStr):
        value = value.get_secret_value()
    if isinstance(value, time):
        value = f"{value:%H:%M}"
    if isinstance(value, QuietHours):
        value = str(value)
    if isinstance(value, Enum):
        value = value.value
    return json.dumps(value)


def test_every_setting_is_told_with_its_default() -> None:
    told = {code(row[0])[0]: row[1] for row in rows(PAGE) if len(row) == 3 and code(row[0])}

    assert told == {name: spelled(name, field) for name, field in settings_of(Settings)}


def test_the_promises_on_the_page_are_those_of_a_desk_without_its_own() -> None:
    told = [row for row in rows(section(PAGE, "Promises")) if row[0].startswith("P")]

    assert told == [
        [priority.value, str(promise.response), str(promise.resolution)]
        for priority, promise in DEFAULT_PROMISES.items()
    ]


def test_every_variable_is_told_with_the_setting_it_sets() -> None:
    told = {
        code(name)[0]: code(sets)
        for name, sets in rows(section(PAGE, "Environment variables"))
        if "…" not in name
    }

    assert {name: [".".join(map(str, path))] for name, path in SLACK_VARIABLES.items()} == {
        name: sets for name, sets in told.items() if sets
    }
    assert {FILE_VARIABLE, SECRETS_VARIABLE} < set(told)


def test_every_file_of_the_secrets_folder_is_told() -> None:
    told = {code(name)[0]: code(sets)[0] for name, sets in rows(section(PAGE, "Secrets as files"))}

    assert told == {name: ".".join(map(str, path)) for name, path in SECRET_FILES.items()}


def test_the_mistakes_on_the_page_read_as_the_program_tells_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mistakes = section(PAGE, "Mistakes")
    (file,), (told,) = blocks(mistakes, "toml"), blocks(mistakes, "text")
    (tmp_path / "config.toml").write_text(file, encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    with pytest.raises(SettingsError) as refused:
        load_settings({"SLACK_BOT_TOKEN": "xapp-1", "SLACK_APP_TOKEN": "xapp-1"})

    assert str(refused.value) == told.strip()


@pytest.mark.parametrize("place", [(0,), (1,), (0, 2), (3,), (0, 4), (5,)])
def test_the_files_on_the_page_load(place: tuple[int, ...], tmp_path: Path) -> None:
    smallest, hours, rota, promises, of_category, of_organisation, *reminders, _ = blocks(
        PAGE, "toml"
    )
    written = (
        smallest,
        hours,
        promises + of_category,
        of_organisation,
        "".join(reminders),
        rota,
    )
    text = "".join(written[number] for number in place)
    (tmp_path / "config.toml").write_text(text, encoding="utf-8")

    settings = load_settings({"FIRSTLINE_CONFIG": str(tmp_path / "config.toml")}, need_slack=False)

    assert settings.desks[0].key == "it"
    assert len(settings.desks[0].promises) == (2 in place)
    assert len(settings.desks[0].later_hours) == (1 in place)
    assert bool(settings.desks[0].rota) == (5 in place)
