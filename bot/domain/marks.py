"""Reactions that do something, and what each of them means."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum


class Mark(StrEnum):
    """What a reaction does to the message it is put on."""

    FILE = "file"
    CLAIM = "claim"
    RESOLVE = "resolve"


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """The emoji of each mark by Slack's name, without colons; "" turns one off."""

    file: str = "ticket"
    claim: str = "eyes"
    resolve: str = "white_check_mark"

    def meant_by(self, emoji: str) -> frozenset[Mark]:
        """Say what an emoji means, whatever its tone of skin."""
        name = emoji.partition("::")[0]
        named = {field.name: getattr(self, field.name) for field in fields(self)}
        return frozenset(Mark(mark) for mark, known in named.items() if known and known == name)
