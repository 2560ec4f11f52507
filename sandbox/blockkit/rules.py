"""The kinds of rules: text of some length, lists, objects with certain keys, and so on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol, TypeAlias

from sandbox.values import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What is wrong, and where (a JSON pointer)."""

    pointer: str
    message: str

    def __str__(self) -> str:
        return f"{self.message} [json-pointer:{self.pointer}]"

    def under(self, prefix: str) -> Problem:
        """Place the problem below another pointer."""
        return replace(self, pointer=prefix + self.pointer)


class Rule(Protocol):
    """Something a value must satisfy."""

    def check(self, value: object, at: str) -> Iterator[Problem]:
        """Yield what is wrong with the value found at a pointer."""


Also: TypeAlias = Callable[[Json, str], Iterator[Problem]]


def problem(at: str, message: str) -> Problem:
    """Build a problem."""
    return Problem(pointer=at, message=message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A string of some length, from a set of words, or of some shape."""

    most: int | None = None
    least: int = 0
    among: frozenset[str] | None = None
    shape: str | None = None

    def check(self, value: object, at: str) -> Iterator[Problem]:
        """Yield what is wrong with a string."""
        if not isinstance(value, str):
            yield problem(at, "must be a string")
            return
        if len(value) < self.least:
            yield problem(at, f"must be more than {self.least - 1} characters")
        if self.most is not None and len(value) > self.most:
            yield problem(at, f"must be less than {self.most + 1} characters")
        if self.among is not None and value not in self.among:
            yield problem(at, "must be a valid enum value")
        if self.shape is not None and not re.fullmatch(self.shape, value):
            yield problem(at, f"must match {self.shape}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number within bounds."""

    least: float | None = None
    most: float | None = None
    whole: bool = True

    def check(self, value: object, at: str) -> Iterator[Problem]:
        """Yield what is wrong with a number."""
        if isinstance(value, bool) or not isinstance(value, int if self.whole else (int, float)):
            yield problem(at, "must be an integer" if self.whole else "must be a number")
            return
        if self.least is not None and value < self.least:
            yield problem(at, f"must be at least {self.least}")
        if self.most is not None and value > self.most:
            yield problem(at, f"must be at most {self.most}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """True or false."""

    def check(self, value: object, at: str) -> Iterator[Problem]:
        """Yield what is wrong with a flag."""
        if not isinstance(value, bool):
            yield problem(at, "must be a boolean")


@dataclass(frozen=True, slots=True, kw_only=True)
class OrNull:
    """What another rule allows, or null."""

    rule: Rule

    def check(self, value: object, at: str) -> Iterator[Problem]:
        """Yield what is wrong with a value that may be null."""
        if value is not None:
            yield from self.rule.check(value, at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """A list of so many items."""

    of: Rule
    least: int = 1
    most: int

    def check(self, value: object, at: str) -> Iterator[Problem]:
        """Yield what is wrong with a list and its items."""
        if not isinstance(value, list | tuple):
            yield problem(at, "must be an array")
            return
        if len(value) < self.least:
            yield problem(at, f"no fewer than {self.least} items required")
        if len(value) > self.most:
            yield problem(at, f"no more than {self.most} items allowed")
        for number, item in enumerate(value):
            yield from self.of.check(item, f"{at}/{number}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Object:
    """An object with certain keys and no others; `also` holds the rules between keys."""

    required: Mapping[str, Rule] = field(default_factory=dict)
    optional: Mapping[str, Rule] = field(default_factory=dict)
    also: tuple[Also, ...] = ()

    def check(self, value: object, at: str) -> Iterator[Problem]:
        """Yield what is wrong with an object and what it holds."""
        if not isinstance(value, dict):
            yield problem(at, "must be an object")
            return
        for key in self.required:
            if key not in value:
                yield problem(at, f"missing required field: {key}")
        fine = True
        for key, item in value.items():
            for found in self._check_key(key, item, at):
                fine = False
                yield found
        # The rules between keys may count on each key being right.
        if fine and all(key in value for key in self.required):
            for rule in self.also:
                yield from rule(value, at)

    def _check_key(self, key: str, item: object, at: str) -> Iterator[Problem]:
        rule = self.required.get(key) or self.optional.get(key)
        if rule is None:
            yield problem(f"{at}/{key}", f"no additional properties allowed: {key}")
        else:
            yield from rule.check(item, f"{at}/{key}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ByType:
    """An object whose `type` says which rule it must satisfy."""

    table: Mapping[str, Rule]

    def check(self, value: object, at: str) -> Iterator[Problem]:
        """Yield what is wrong with an object of one of several types."""
        if not isinstance(value, dict):
            yield problem(at, "must be an object")
            return
        kind = value.get("type")
        if kind is None:
            yield problem(at, "missing required field: type")
        elif not isinstance(kind, str) or kind not in self.table:
            yield problem(f"{at}/type", f"unsupported type: {kind}")
        else:
            yield from self.table[kind].check(value, at)


def among(*words: str) -> Text:
    """Build the rule for one of a set of words."""
    return Text(among=frozenset(words))


def typed(
    kind: str,
    required: Mapping[str, Rule],
    optional: Mapping[str, Rule] | None = None,
    *also: Also,
) -> Object:
    """Build the rule for an object that names its type."""
    return Object(required={"type": among(kind), **required}, optional=optional or {}, also=also)


def only(table: Mapping[str, Rule], *kinds: str) -> ByType:
    """Build the rule that allows some types of a table."""
    return ByType(table={kind: table[kind] for kind in kinds})


def exactly_one(*keys: str) -> Also:
    """Build the rule that just one of the keys is given."""

    def rule(value: Json, at: str) -> Iterator[Problem]:
        if sum(key in value for key in keys) != 1:
            yield problem(at, f"exactly one of {', '.join(keys)} is required")

    return rule


def at_least_one(*keys: str) -> Also:
    """Build the rule that one or more of the keys are given."""

    def rule(value: Json, at: str) -> Iterator[Problem]:
        if not any(key in value for key in keys):
            yield problem(at, f"one of {', '.join(keys)} is required")

    return rule
