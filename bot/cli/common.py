"""What every command shares: settings, the desk that is meant, days and instants."""

from __future__ import annotations

import json
import os
import sys
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, available_timezones

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.domain.desk import Desk
    from bot.settings import Settings
    from bot.usecases.office import Office

MISTAKE = 2

config_option = click.option(
    "--config",
    type=click.Path(path_type=Path),
    help="The settings; otherwise FIRSTLINE_CONFIG or config.toml.",
)
desk_option = click.option("--desk", "desk_key", required=True, help="The key of the desk.")
zone_option = click.option("--tz", "zone_name", help="A time zone other than the desk's.")


class Mistake(click.ClickException):
    """Something on the command line that cannot be meant like this; one sentence says what."""

    exit_code = MISTAKE


def read_settings(config: Path | None, *, need_slack: bool = False) -> Settings:
    """Load the settings, or print everything that is wrong with them and exit with 2."""
    # Validation is a large library, and `--help` has no use for it.
    from bot.settings import SettingsError, load_settings  # noqa: PLC0415 - as said above

    named = {"FIRSTLINE_CONFIG": str(config)} if config else {}
    try:
        return load_settings({**os.environ, **named}, need_slack=need_slack)
    except SettingsError as error:
        for problem in error.problems:
            click.echo(str(problem), err=True)
        sys.exit(MISTAKE)


@contextmanager
def reaching_the_database() -> Iterator[None]:
    """Say in one sentence that the database cannot be opened."""
    from storage.engine import Unreachable  # noqa: PLC0415 - it loads the database's library

    try:
        yield
    except Unreachable as error:
        message = f"The database cannot be opened: {error}."
        raise Mistake(message) from None


@contextmanager
def opened(settings: Settings) -> Iterator[Office]:
    """Open the desks and their database, without Slack."""
    from bot.wiring.desks import build_office  # noqa: PLC0415 - not every command needs it
    from storage.store import SeveralWorkspaces, open_store  # noqa: PLC0415 - as above

    try:
        with reaching_the_database():
            store = open_store(settings.database_url)
    except SeveralWorkspaces:
        message = "This database holds several workspaces; commands cannot tell which is meant."
        raise Mistake(message) from None
    try:
        yield build_office(settings, store)
    finally:
        store.close()


def require_desk(settings: Settings, key: str) -> None:
    """Refuse the key of a desk that the settings do not know, before anything is opened."""
    keys = [desk.key for desk in settings.desks]
    if key not in keys:
        message = f'There is no desk "{key}"; the settings name {", ".join(keys)}.'
        raise Mistake(message)


def an_organisation(office: Office, name: str) -> str:
    """Give the name of an organisation as the settings spell it."""
    known = office.organisations.named(name)
    if known is None:
        names = ", ".join(organisation.name for organisation in office.organisations.listed)
        message = f'There is no organisation "{name}"; the settings name {names or "none"}.'
        raise Mistake(message)
    return known.name


def zone_of(desk: Desk, name: str | None) -> ZoneInfo:
    """Give the time zone of that name, or that of the desk."""
    return a_zone(name) if name else desk.calendar.zone


def a_zone(name: str) -> ZoneInfo:
    """Give the time zone of that name."""
    if name not in available_timezones():
        message = f'There is no time zone "{name}"; they are called like Europe/Berlin or UTC.'
        raise Mistake(message)
    return ZoneInfo(name)


def a_day(text: str, option: str) -> date:
    """Read a day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f'{option} has to be a day such as 2026-03-16, not "{text}".'
        raise Mistake(message) from None


def an_instant(text: str, option: str, zone: ZoneInfo) -> datetime:
    """Read a day, whose start is meant, or an instant; local times are those of `zone`."""
    try:
        at = datetime.fromisoformat(text)
        return (at if at.tzinfo else at.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        message = f'{option} has to be a day or a time such as 2026-03-16T09:00, not "{text}".'
        raise Mistake(message) from None


def print_json(value: object) -> None:
    """Print a value for machines."""
    click.echo(json.dumps(value, indent=2, ensure_ascii=False))
