"""What is wrong with the settings, in words that say how to put it right."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One mistake: where it stands, which setting it is and what to do about it.

    The remedy never repeats a value, because the value may be a secret in the wrong place.
    """

    file: str
    key: str
    remedy: str
    line: int | None = None

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file} line {self.line}"
        return f"{place}: {self.key} {self.remedy}"


class SettingsError(Exception):
    """The settings cannot be used as they are."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems
