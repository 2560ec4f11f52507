"""Figures on paper: KPIs of a period, the digest of a day, the leaderboard of a week."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bot.cli import common
from bot.cli.tables import kpi_table
from bot.clock import SystemClock
from bot.domain.cut import UNKNOWN, Cut
from bot.domain.history import Period
from bot.domain.incentives.leaderboard import post_json, posted_lines, posted_part
from bot.domain.incentives.tally import TallyBy, tally_json, tally_lines
from bot.domain.incentives.tally import leaderboard as tally_of
from bot.domain.kpis import as_json
from bot.domain.reports.digest import digest_json
from bot.domain.reports.digest_text import digest_lines
from bot.domain.request import Complexity
from bot.usecases import figures

if TYPE_CHECKING:
    from pathlib import Path

    from bot.domain.desk import Desk
    from bot.domain.incentives.people import LeaderboardFacts

MACHINE = "json"


@click.command()
@common.desk_option
@click.option("--from", "start", required=True, help="The first day or instant.")
@click.option("--to", "end", required=True, help="The day or instant at which to stop.")
@click.option("--format", "form", type=click.Choice(["table", MACHINE]), default="table")
@click.option("--organisation", help="Only requests of this organisation.")
@click.option("--complexity", type=click.Choice([*Complexity, UNKNOWN]), help="Only such requests.")
@common.zone_option
@common.config_option
def kpis(
    desk_key: str,
    start: str,
    end: str,
    *,
    form: str,
    organisation: str | None,
    complexity: str | None,
    zone_name: str | None,
    config: Path | None,
) -> None:
    """Print every figure of a desk for a period, as it was known at its end."""
    settings = common.read_settings(config)
    common.require_desk(settings, desk_key)
    with common.opened(settings) as office:
        desk = office.desks[desk_key]
        period = period_of(desk, start, end, zone_name)
        theirs = common.an_organisation(office, organisation) if organisation else None
        now = SystemClock().now()
        cut = Cut(organisation=theirs, complexity=complexity)
        computed = figures.kpis(office, desk, period, cut=cut, now=now)
    if form == MACHINE:
        common.print_json({kpi_id: as_json(figure) for kpi_id, figure in computed.items()})
    else:
        click.echo(kpi_table(desk, period, computed))


def period_of(desk: Desk, start: str, end: str, zone_name: str | None) -> Period:
    """Read the period that somebody typed."""
    zone = common.zone_of(desk, zone_name)
    first = common.an_instant(start, "--from", zone)
    last = common.an_instant(end, "--to", zone)
    if first >= last:
        message = f"--from {start} has to lie before --to {end}."
        raise common.Mistake(message)
    return Period(start=first, end=last, zone=zone)


@click.command()
@common.desk_option
@click.option("--date", "day", required=True, help="The day, whatever weekday it is.")
@click.option("--format", "form", type=click.Choice(["text", MACHINE]), default="text")
@click.option("--post", is_flag=True, help="Post it in the team channel, too.")
@common.zone_option
@common.config_option
def digest(
    desk_key: str, day: str, *, form: str, post: bool, zone_name: str | None, config: Path | None
) -> None:
    """Print the digest of one day; it is posted only on request."""
    on = common.a_day(day, "--date")
    settings = common.read_settings(config)
    common.require_desk(settings, desk_key)
    with common.opened(settings) as office:
        desk = office.desks[desk_key]
        made = figures.digest_of_day(office, desk, on, common.zone_of(desk, zone_name))
        if post:
            figures.post_digest(office, desk, on, SystemClock().now())
    if form == MACHINE:
        common.print_json(digest_json(made))
    else:
        click.echo("\n".join(digest_lines(made)))
    _say_posted("digest", desk, is_posted=post)


@click.command()
@common.desk_option
@click.option("--week", required=True, help="The Monday on which the week begins.")
@click.option("--by", type=click.Choice([by.value for by in TallyBy]), help="Compare people.")
@click.option("--format", "form", type=click.Choice(["text", MACHINE]), default="text")
@click.option("--post", is_flag=True, help="Post the team's part in the team channel, too.")
@common.zone_option
@common.config_option
def leaderboard(
    desk_key: str,
    week: str,
    *,
    by: str | None,
    form: str,
    post: bool,
    zone_name: str | None,
    config: Path | None,
) -> None:
    """Print what would be posted about one week, or with --by a tally that never is."""
    monday = common.a_day(week, "--week")
    if monday.weekday():
        message = f"--week has to be a Monday, and {monday} is a {monday:%A}."
        raise common.Mistake(message)
    settings = common.read_settings(config)
    common.require_desk(settings, desk_key)
    with common.opened(settings) as office:
        desk = office.desks[desk_key]
        zone = common.zone_of(desk, zone_name)
        facts = figures.leaderboard_of(office, desk, monday, zone)
        if post:
            figures.post_leaderboard(office, desk, monday, SystemClock().now())
    if by:
        _print_tally(facts, TallyBy(by), form)
    else:
        _print_post(facts, desk, form)
    _say_posted("leaderboard", desk, is_posted=post)


def _print_tally(facts: LeaderboardFacts, by: TallyBy, form: str) -> None:
    tally = tally_of(facts, by)
    if form == MACHINE:
        common.print_json(tally_json(tally))
    else:
        click.echo("\n".join(tally_lines(tally)))


def _print_post(facts: LeaderboardFacts, desk: Desk, form: str) -> None:
    made = posted_part(facts, desk.leaderboard, desk.people_metrics, desk.people_agreement)
    if form == MACHINE:
        common.print_json(post_json(made) if made else None)
    else:
        click.echo("\n".join(posted_lines(made)) if made else "This desk posts no leaderboard.")


def _say_posted(what: str, desk: Desk, *, is_posted: bool) -> None:
    # Apart from the figures, so that a program can still read those.
    if is_posted:
        message = f"The {what} will be posted in {desk.team_channel} as soon as the desk runs."
        click.echo(message, err=True)
