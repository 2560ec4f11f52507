"""A report in words, ready for people."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A digest or leaderboard: a title and its lines."""

    title: str
    lines: tuple[str, ...]
    is_digest: bool
