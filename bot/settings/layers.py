"""Where settings come from, one layer over the other: file, secrets folder, environment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.settings.locator import line_of
from bot.settings.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.settings.locator import KeyPath

ENVIRONMENT = "environment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """Values of one origin: the whole file, or one variable or secret with its own name."""

    file: str
    values: Mapping[str, object]
    text: str = ""
    name: str = ""
    root: KeyPath = ()

    def holds(self, path: KeyPath) -> bool:
        """Whether the value at this path comes from here."""
        value: Any = self.values
        try:
            for step in path:
                value = value[step]
        except (LookupError, TypeError):
            return False
        return True

    def problem(self, path: KeyPath, remedy: str) -> Problem:
        """Say what is wrong in the words of this origin."""
        if not self.name:
            line = line_of(path, self.text)
            return Problem(file=self.file, line=line, key=dotted(path), remedy=remedy)
        below = dotted(path[len(self.root) :])
        key = f"{self.name}{'' if below.startswith('[') or not below else '.'}{below}"
        return Problem(file=self.file, key=key, remedy=remedy)


def dotted(path: KeyPath) -> str:
    """Write a path as people do, such as desks[0].team_channel."""
    words = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(words).removeprefix(".")


def origin(layers: Sequence[Layer], path: KeyPath) -> Layer:
    """Return the layer a value comes from, or else the one where it belongs.

    Layers count from the weakest to the strongest, and the first is the file.
    """
    responsible = [layer for layer in layers if path[: len(layer.root)] == layer.root]
    for place in (path, path[:-1]):
        for layer in reversed(responsible):
            if place and layer.holds(place):
                return layer
    return layers[0]


def merged(layers: Iterable[Layer]) -> dict[str, object]:
    """Return all values, the later layer winning key by key."""
    values: dict[str, object] = {}
    for layer in layers:
        values = _laid_over(values, layer.values)
    return values


def _laid_over(below: Mapping[str, object], above: Mapping[str, object]) -> dict[str, object]:
    result = dict(below)
    for key, value in above.items():
        covered = result.get(key)
        if isinstance(covered, dict) and isinstance(value, dict):
            result[key] = _laid_over(covered, value)
        else:
            result[key] = value
    return result
