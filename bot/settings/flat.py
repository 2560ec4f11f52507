"""The settings as a list of names and values, so that two starts can be compared."""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, Any

from pydantic import SecretStr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.settings.models import Settings

_LONGEST = 200
#: Somebody's id: whose name goes one day must not stand in a log that nothing is removed from.
_PERSON = re.compile(r"\b[UW][A-Z0-9]{5,}")
#: Where the database is cannot be told without a password, and another one has a log of its own.
_NEVER = frozenset({"database_url"})


def flat(settings: Settings) -> dict[str, str]:
    """Give each setting by its path; of a secret only whether it is set, of people a checksum."""
    return {
        name: _safe(value)
        for name, value in _paths("", settings.model_dump(mode="python"))
        if name not in _NEVER
    }


def _paths(path: str, value: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - whatever a setting may be
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _paths(f"{path}.{key}" if path else str(key), inner)
    elif isinstance(value, list | tuple) and value and all(isinstance(one, dict) for one in value):
        for place, inner in enumerate(value, 1):
            # Tables are known by their key or name, so that a new one does not move the others.
            known = inner.get("key") or inner.get("name") or place
            yield from _paths(f"{path}.{known}", inner)
    else:
        yield path, value


def _safe(value: object) -> str:
    if isinstance(value, SecretStr):
        return "(set)" if value.get_secret_value() else "(not set)"
    said = json.dumps(_plain(value), ensure_ascii=False, sort_keys=True)
    if _PERSON.search(said) or len(said) > _LONGEST:
        return f"#{hashlib.sha256(said.encode()).hexdigest()[:12]}"
    return said


def _plain(value: object) -> object:
    if isinstance(value, frozenset | set):
        return sorted(map(str, value))
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)
