"""The audit log, for whoever has the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bot.cli import common
from bot.usecases.care import auditing
from handlers.views.audit import told

if TYPE_CHECKING:
    from pathlib import Path

    from bot.usecases.care.auditing import Noted


@click.command()
@common.config_option
@click.option("--desk", "desk_key", help="Only what concerns one desk.")
@click.option("--page", default=1, type=click.IntRange(min=1), help="Which page; 1 is the newest.")
@click.option("--format", "form", default="table", type=click.Choice(["table", "json"]))
def audit(config: Path | None, desk_key: str | None, page: int, form: str) -> None:
    """Print the audit log, the newest first."""
    settings = common.read_settings(config)
    if desk_key is not None:
        common.require_desk(settings, desk_key)
    with common.opened(settings) as office:
        noted = auditing.whole_trail(office, desk_key, page=page)
    if form == "json":
        common.print_json([_fields(one) for one in noted])
        return
    if not noted:
        click.echo("Nothing is noted here." if page == 1 else f"There is no page {page}.")
    for one in noted:
        click.echo(f"{one.at:%Y-%m-%d %H:%M} UTC  {told(one)}")


def _fields(one: Noted) -> dict[str, object]:
    return {
        "at": one.at.isoformat(),
        "act": one.act,
        "by": one.by.name if one.by else None,
        "about": one.about.name if one.about else None,
        "desk": one.desk,
        "request": one.number,
        **one.facts,
    }
