"""What a look at the desk's own health finds: one line each, with what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Standing(StrEnum):
    """How it is with one thing."""

    FINE = "fine"
    LOOK = "look"  # It works, but somebody should look at it.
    BROKEN = "broken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """How it is with `topic`, in a sentence; `remedy` says what to do unless it is fine."""

    topic: str
    standing: Standing
    sentence: str
    remedy: str = ""


def fine(topic: str, sentence: str) -> Finding:
    """Find nothing to be done."""
    return Finding(topic=topic, standing=Standing.FINE, sentence=sentence)


def look(topic: str, sentence: str, remedy: str) -> Finding:
    """Find something that somebody should look at."""
    return Finding(topic=topic, standing=Standing.LOOK, sentence=sentence, remedy=remedy)


def broken(topic: str, sentence: str, remedy: str) -> Finding:
    """Find something that keeps the desk from working."""
    return Finding(topic=topic, standing=Standing.BROKEN, sentence=sentence, remedy=remedy)
