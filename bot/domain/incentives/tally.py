"""The tally of a week, person by person: for a comparison on the command line, never posted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.domain.incentives.people import resolved_by, satisfaction

if TYPE_CHECKING:
    from bot.domain.incentives.people import LeaderboardFacts


class TallyBy(StrEnum):
    """What people are compared by."""

    RESOLVED = "resolved"  # resolutions in the week
    CSAT = "csat"  # satisfied answers in the 28 days, in per cent, shrunken


@dataclass(frozen=True, slots=True, kw_only=True)
class TallyRow:
    """One person of a tally; `n` is the sample behind `value`."""

    person: str
    value: float
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """People of one ISO week, the highest value first, equals by name."""

    week: str
    by: TallyBy
    rows: tuple[TallyRow, ...]


def leaderboard(facts: LeaderboardFacts, by: TallyBy = TallyBy.RESOLVED) -> Tally:
    """Compare all who have not opted out."""
    shown = facts.shown()
    values = _resolved(facts) if by is TallyBy.RESOLVED else _satisfied(facts)
    rows = [
        TallyRow(person=shown[id_].name, value=value, n=n)
        for id_, (value, n) in values.items()
        if id_ in shown
    ]
    ranked = sorted(rows, key=lambda row: (-row.value, row.person))
    return Tally(week=facts.week_name, by=by, rows=tuple(ranked))


def tally_json(tally: Tally) -> dict[str, object]:
    """Spell a tally for machines."""
    rows = [{"person": row.person, "value": row.value, "n": row.n} for row in tally.rows]
    return {"week": tally.week, "by": tally.by.value, "rows": rows}


def tally_lines(tally: Tally) -> list[str]:
    """Write a tally as plain text, one person a line."""
    unit = " %" if tally.by is TallyBy.CSAT else ""
    heading = f"{tally.week}, by {tally.by.value}"
    rows = [f"{row.value:g}{unit} {row.person} (n={row.n})" for row in tally.rows]
    return [heading, *(rows or ["Nobody has enough to compare."])]


def _resolved(facts: LeaderboardFacts) -> dict[int, tuple[float, int]]:
    return {id_: (count, count) for id_, count in resolved_by(facts.week).items()}


def _satisfied(facts: LeaderboardFacts) -> dict[int, tuple[float, int]]:
    people = satisfaction(facts.rolling)
    return {id_: (round(100 * who.value, 1), who.n) for id_, who in people.items()}
