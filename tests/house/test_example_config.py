from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest
from pydantic import BaseModel

from bot.settings import Settings, load_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"
# Tokens stand in comments only, so that a copied file is not mistaken for a complete one.
COMMENTED = {"slack.bot_token", "slack.app_token", "slack.signing_secret"}
# Nor can a rota stand in two places.
COMMENTED |= {"desks.rota_file"}


def models_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from models_in(argument)


def settings_of(
    model: type[BaseModel], prefix: str = "", shown: tuple[type[BaseModel], ...] = ()
) -> Iterator[str]:
    """Name every setting; what may stand in several places is shown once."""
    for attribute, field in model.model_fields.items():
        name = field.alias or attribute
        yield prefix + name
        for inner in models_in(field.annotation):
            if inner not in shown:
                yield from settings_of(inner, f"{prefix}{name}.", shown)
                shown = (*shown, inner)


def keys_of(values: object, prefix: str = "") -> Iterator[str]:
    if isinstance(values, list):
        for entry in values:
            yield from keys_of(entry, prefix)
    if isinstance(values, dict):
        for key, value in values.items():
            yield prefix + key
            yield from keys_of(value, f"{prefix}{key}.")


def test_the_example_loads() -> None:
    settings = load_settings({"FIRSTLINE_CONFIG": str(EXAMPLE)}, need_slack=False)

    assert settings.leaderboard == "top3"
    assert settings.people_metrics == "recognition"
    assert settings.people_metrics_agreement


def test_the_example_shows_every_setting() -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    shown = {
        key.replace(".Access.", ".").replace(".P1.", ".") for key in keys_of(tomllib.loads(text))
    }
    weekend = {"desks.hours.sat", "desks.hours.sun"}

    missing = set(settings_of(Settings)) - shown - COMMENTED - weekend

    assert missing == set()


@pytest.mark.parametrize("setting", sorted(COMMENTED))
def test_the_example_shows_tokens_and_alternatives_in_comments(setting: str) -> None:
    assert f"# {setting.rpartition('.')[2]} = " in EXAMPLE.read_text(encoding="utf-8")


def test_three_lines_are_a_complete_file(tmp_path: Path) -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    smallest = [line[6:] for line in text.splitlines() if line.startswith("#     ")]
    (tmp_path / "config.toml").write_text("\n".join(smallest), encoding="utf-8")

    settings = load_settings({"FIRSTLINE_CONFIG": str(tmp_path / "config.toml")}, need_slack=False)

    assert len(smallest) == 3
    assert settings.desks[0].team_channel == "C04TEAM"
