"""How well vendors keep their contracts, on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bot.cli import common
from bot.cli.figures import MACHINE, period_of
from bot.clock import SystemClock
from bot.domain.kpis.vendors import scorecard_json
from bot.domain.refusals import Refused
from bot.domain.reports.vendor_text import scorecard_lines
from bot.usecases.vendors.measuring import scorecards

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@common.desk_option
@click.option("--from", "start", required=True, help="The first day or instant.")
@click.option("--to", "end", required=True, help="The day or instant at which to stop.")
@click.option("--vendor", "name", help="One vendor; otherwise all that are used.")
@click.option("--format", "form", type=click.Choice(["text", MACHINE]), default="text")
@common.zone_option
@common.config_option
def vendors(
    desk_key: str,
    start: str,
    end: str,
    *,
    name: str | None,
    form: str,
    zone_name: str | None,
    config: Path | None,
) -> None:
    """Print what the vendors of a desk have done in a period, and whether they were in time."""
    settings = common.read_settings(config)
    common.require_desk(settings, desk_key)
    with common.opened(settings) as office:
        desk = office.desks[desk_key]
        period = period_of(desk, start, end, zone_name)
        try:
            measured = scorecards(office, desk, period, name=name, now=SystemClock().now())
        except Refused as refused:
            raise common.Mistake(refused.sentence()) from None
    if form == MACHINE:
        common.print_json({vendor.name: scorecard_json(card) for vendor, card in measured})
        return
    for vendor, card in measured:
        lines = (f"  {line}" for line in scorecard_lines(card, vendor))
        click.echo("\n".join([vendor.name, *lines]))
    if not measured:
        click.echo(f"{desk.name} has no vendors.")
