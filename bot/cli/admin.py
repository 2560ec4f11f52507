"""Housekeeping: the schema of the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bot.cli import common
from storage.migrations import upgrade

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@common.config_option
def migrate(config: Path | None) -> None:
    """Bring the database up to date; safe to run again, and `run` does it by itself."""
    settings = common.read_settings(config)
    with common.reaching_the_database():
        before, after = upgrade(settings.database_url)
    if before == after:
        click.echo(f"The database is up to date at version {after}.")
    else:
        click.echo(f"The database went from {_version(before)} to {_version(after)}.")


def _version(revision: str | None) -> str:
    return f"version {revision}" if revision else "empty"
