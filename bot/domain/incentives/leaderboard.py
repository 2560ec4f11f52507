"""The weekly post: how the team did, and, where people agreed to it, whom to thank."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bot.domain.desk import Leaderboard as Mode
from bot.domain.desk import PeopleMetrics
from bot.domain.incentives.praise import Praise, recognition, top_three
from bot.domain.kpis import KPIS, as_json
from bot.domain.reports.wording import spell_figure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.domain.incentives.people import LeaderboardFacts
    from bot.domain.kpis import Figure

TEAM_FIGURES = ("first_response_time", "resolution_time", "csat", "reopen_rate")


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamLine:
    """One figure of the whole team, with its words."""

    kpi: str
    title: str
    words: str
    figure: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyPost:
    """What the leaderboard may say in the channel."""

    week: str
    team: tuple[TeamLine, ...]
    praise: tuple[Praise, ...]


def posted_part(
    facts: LeaderboardFacts,
    mode: Mode,
    people_metrics: PeopleMetrics,
    agreement: str,
) -> WeeklyPost | None:
    """Make the weekly post, without a word on single people unless all has been settled.

    None if the desk wants no post at all. `agreement` refers to what people agreed to.
    """
    if mode is Mode.OFF:
        return None
    settled = people_metrics is PeopleMetrics.RECOGNITION and bool(agreement.strip())
    return WeeklyPost(
        week=facts.week_name,
        team=tuple(_team(facts)),
        praise=_praise(facts, mode) if settled else (),
    )


def posted_lines(post: WeeklyPost) -> list[str]:
    """Write the weekly post as plain text; whoever is named stands there without a number."""
    monday = date.fromisoformat(f"{post.week}-1")
    lines = [f"Our desk in the week of {monday.day} {monday:%B}, last 28 days"]
    lines += [f"{line.title}: {line.words}" for line in post.team]
    if post.praise:
        thanks = "; ".join(f"{praise.name}, {praise.reason}" for praise in post.praise)
        lines.append(f"Thank you: {thanks}")
    return lines


def post_json(post: WeeklyPost) -> dict[str, object]:
    """Spell a weekly post for machines."""
    return {
        "week": post.week,
        "team": {line.kpi: as_json(line.figure) for line in post.team},
        "praise": [{"person": praise.name, "reason": praise.reason} for praise in post.praise],
    }


def _team(facts: LeaderboardFacts) -> Iterator[TeamLine]:
    for id_ in TEAM_FIGURES:
        kpi = KPIS[id_]
        figure = kpi.compute(facts.rolling)
        words = spell_figure(kpi, figure)
        yield TeamLine(kpi=id_, title=kpi.title, words=words, figure=figure)


def _praise(facts: LeaderboardFacts, mode: Mode) -> tuple[Praise, ...]:
    if mode is Mode.TOP3:
        return top_three(facts)
    return recognition(facts) if mode is Mode.RECOGNITION else ()
