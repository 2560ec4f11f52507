"""Read the layers of settings from the places where they are kept."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.settings.fields import suggestion
from bot.settings.layers import ENVIRONMENT, Layer
from bot.settings.models import Settings
from bot.settings.problems import Problem, SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.settings.locator import KeyPath

DEFAULT_FILE: Final = "config.toml"
PREFIX: Final = "FIRSTLINE_"
FILE_VARIABLE: Final = "FIRSTLINE_CONFIG"
SECRETS_VARIABLE: Final = "FIRSTLINE_SECRETS"

# These names are Slack's own; people know them from other apps.
SLACK_VARIABLES: Final[dict[str, KeyPath]] = {
    "SLACK_BOT_TOKEN": ("slack", "bot_token"),
    "SLACK_APP_TOKEN": ("slack", "app_token"),
    "SLACK_SIGNING_SECRET": ("slack", "signing_secret"),
    "SLACK_API_URL": ("slack", "api_url"),
}
SECRET_FILES: Final[dict[str, KeyPath]] = {
    "slack_bot_token": ("slack", "bot_token"),
    "slack_app_token": ("slack", "app_token"),
    "slack_signing_secret": ("slack", "signing_secret"),
    "database_url": ("database_url",),
}


def read_file(environ: Mapping[str, str]) -> Layer:
    """Read the TOML file, which may be absent when the environment holds the desks.

    Raises SettingsError if it cannot be read.
    """
    name = environ.get(FILE_VARIABLE) or DEFAULT_FILE
    try:
        text = Path(name).read_text(encoding="utf-8")
    except FileNotFoundError:
        if not environ.get(FILE_VARIABLE) and environ.get("FIRSTLINE_DESKS"):
            return Layer(file=name, values={})
        remedy = f"does not exist; copy config.example.toml or set {FILE_VARIABLE}"
        raise _unreadable(name, remedy) from None
    except (OSError, UnicodeDecodeError):
        raise _unreadable(name, "cannot be read; it must be a text file in UTF-8") from None
    return Layer(file=name, values=_parsed(text, file=name), text=text)


def _parsed(text: str, *, file: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        reason, _, place = str(error).partition(" (at ")
        found = re.match(r"line (\d+)", place)
        line = int(found[1]) if found else len(text.splitlines())
        raise _unreadable(file, f"is not valid TOML: {reason}", line=line) from None


def _unreadable(file: str, remedy: str, *, line: int | None = None) -> SettingsError:
    return SettingsError((Problem(file=file, line=line, key="the file", remedy=remedy),))


def read_secrets(environ: Mapping[str, str]) -> Iterator[Layer]:
    """Read the files of the secrets folder, if there is one.

    Raises SettingsError if the folder is named but absent.
    """
    if not environ.get(SECRETS_VARIABLE):
        return
    folder = Path(environ[SECRETS_VARIABLE])
    if not folder.is_dir():
        problem = Problem(
            file=ENVIRONMENT, key=SECRETS_VARIABLE, remedy="must name a folder that exists"
        )
        raise SettingsError((problem,))
    for name, path in SECRET_FILES.items():
        if (folder / name).is_file():
            secret = (folder / name).read_text(encoding="utf-8").strip()
            yield _single(path, secret, file=str(folder), name=name)


def read_environment(environ: Mapping[str, str]) -> Iterator[Layer]:
    """Read the variables, each as a layer of its own; an empty one counts as unset."""
    for name, text in environ.items():
        path = variable_path(name)
        if text and path and path[0] in Settings.model_fields:
            yield _single(path, _decoded(text), file=ENVIRONMENT, name=name)


def misspelt_variables(environ: Mapping[str, str]) -> Iterator[Problem]:
    """Find variables that look like a setting's, but are not."""
    settings = (PREFIX + key.upper() for key in Settings.model_fields)
    known = [FILE_VARIABLE, SECRETS_VARIABLE, *settings]
    for name in environ:
        top = name.split("__", maxsplit=1)[0]
        # Other programs may use our prefix too, so only a slip of the finger is a mistake.
        hint = suggestion(top, known, likeness=0.85)
        if name.startswith(PREFIX) and top not in known and hint:
            yield Problem(file=ENVIRONMENT, key=name, remedy=f"is not a setting{hint}")


def variable_path(name: str) -> KeyPath:
    """Return the setting that a variable sets, or nothing if it is none of ours."""
    if name in SLACK_VARIABLES:
        return SLACK_VARIABLES[name]
    if not name.startswith(PREFIX):
        return ()
    return tuple(name.removeprefix(PREFIX).lower().split("__"))


def _decoded(text: str) -> object:
    """Read a list or a table as JSON; anything else stays text."""
    if not text.startswith(("[", "{")):
        return text
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        # The check of the setting's type will say what is expected.
        return text


def _single(path: KeyPath, value: object, *, file: str, name: str) -> Layer:
    for step in reversed(path):
        value = {str(step): value}
    values = value if isinstance(value, dict) else {}
    return Layer(file=file, values=values, name=name, root=path)
