"""Care for what is stored: a copy, what is held about somebody, and how that goes."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli import common
from bot.clock import SystemClock
from bot.domain.refusals import Refused
from bot.usecases.care import personal_data
from storage.backup import Damaged, NotAFile
from storage.backup import backup as copy

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    T = TypeVar("T")

_PG_DUMP = "This is PostgreSQL: use pg_dump, and pg_restore to bring it back."


@click.command()
@common.config_option
@click.argument("file", type=click.Path(path_type=Path))
def backup(config: Path | None, file: Path) -> None:
    """Copy an SQLite database to FILE while the desk runs, and check the copy."""
    settings = common.read_settings(config)
    try:
        with common.reaching_the_database():
            copy(settings.database_url, file)
    except NotAFile:
        raise common.Mistake(_PG_DUMP) from None
    except FileExistsError:
        message = f"{file} is there already; nothing was overwritten."
        raise common.Mistake(message) from None
    except Damaged as damage:
        message = f"The copy is not sound: {damage}."
        raise common.Mistake(message) from None
    size = file.stat().st_size // 1024
    click.echo(f"{file} holds a sound copy of {size} KiB.")


@click.command()
@common.config_option
@click.argument("person")
@click.option("--out", type=click.Path(path_type=Path), help="A file instead of the terminal.")
def export(config: Path | None, person: str, out: Path | None) -> None:
    """Print everything that is held about PERSON (a Slack id, or the whole name) as JSON."""
    settings = common.read_settings(config)
    with common.opened(settings) as office:
        now = SystemClock().now()
        held = _unless_refused(lambda: personal_data.export(office, person, now=now))
    words = json.dumps(held, indent=2, ensure_ascii=False, default=_spelled)
    if out is None:
        click.echo(words)
        return
    out.write_text(words + "\n", encoding="utf-8")
    click.echo(f"{out} holds everything about {person}.")


@click.command()
@common.config_option
@click.argument("person")
@click.option("--yes", is_flag=True, help="Do not ask whether that is meant.")
def erase(config: Path | None, person: str, *, yes: bool) -> None:
    """Drop the words and the name of PERSON for good; figures stay."""
    settings = common.read_settings(config)
    with common.opened(settings) as office:
        held = _unless_refused(lambda: personal_data.held_about(office, person))
        if not yes:
            counted = f"{len(held['requests'])} requests and {len(held['messages'])} messages"
            click.confirm(f"Drop the words of {counted} of {person} for good?", abort=True)
        touched = _unless_refused(
            lambda: personal_data.erase(office, person, now=SystemClock().now())
        )
    click.echo(
        f"Done: {touched} requests have lost their words, and {person} has no name here any more. "
        "What stands in Slack has to be deleted in Slack."
    )


def _unless_refused(call: Callable[[], T]) -> T:
    try:
        return call()
    except Refused as refused:
        click.echo(f"Error: {refused.sentence()}", err=True)
        sys.exit(common.MISTAKE)


def _spelled(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
