"""`firstline check`: whether everything is as the desk needs it, and what to do if not."""

from __future__ import annotations

import sys
from itertools import chain
from typing import TYPE_CHECKING

import click

from bot.cli import common
from bot.clock import SystemClock
from bot.domain.checkup import Finding, Standing, broken, fine
from bot.usecases.care import checkup
from bot.usecases.placing.staffing import staffing_findings
from bot.usecases.vendors.findings import vendor_findings
from bot.wiring.desks import build_desk, build_office
from bot.wiring.slack import slack_client
from handlers.checkup import slack_findings, view_findings
from storage.engine import Unreachable
from storage.migrations import look
from storage.store import SeveralWorkspaces, open_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from bot.settings import Settings

_WORDS = {Standing.FINE: "ok", Standing.LOOK: "look", Standing.BROKEN: "broken"}
_COLOURS = {Standing.FINE: "green", Standing.LOOK: "yellow", Standing.BROKEN: "red"}


@click.command()
@common.config_option
@click.option("--offline", is_flag=True, help="Leave Slack alone.")
@click.option("--online", is_flag=True, help="Have Slack look at every message and form as well.")
def check(config: Path | None, *, offline: bool, online: bool) -> None:
    """Look at settings, database, tokens, scopes, clock and channels; change nothing.

    Prints a line for each, with the remedy if there is something to mend, and exits with 1 if
    something is broken.
    """
    settings = common.read_settings(config, need_slack=not offline)
    now = SystemClock().now()
    found = [fine("settings", "They can be read.")]
    _say(found[0])
    for finding in chain(
        _database(settings, now),
        [] if offline else _slack(settings, now),
        view_findings(slack_client(settings)) if online else [],
    ):
        found.append(finding)
        _say(finding)
    if any(finding.standing is Standing.BROKEN for finding in found):
        sys.exit(1)


def _say(finding: Finding) -> None:
    word = click.style(f"{_WORDS[finding.standing]:<7}", fg=_COLOURS[finding.standing])
    remedy = f" {finding.remedy}" if finding.remedy else ""
    click.echo(f"{word} {finding.topic:<10} {finding.sentence}{remedy}")


def _database(settings: Settings, now: datetime) -> Iterator[Finding]:
    try:
        known, is_current = look(settings.database_url)
    except Unreachable as error:
        remedy = "Start the server or the desk, or mend database_url."
        yield broken("database", f"It cannot be opened: {error}.", remedy)
        return
    if not is_current:
        yield broken(
            "database",
            f"Its schema is {f'at version {known}' if known else 'empty'}, which is not ours.",
            "Run `firstline migrate`; `firstline run` does so by itself.",
        )
        return
    yield fine("database", f"It can be reached, at version {known}.")
    try:
        store = open_store(settings.database_url)
    except SeveralWorkspaces:
        yield fine("workspace", "The database holds several, so no more can be said of one.")
        return
    try:
        office = build_office(settings, store)
        yield from checkup.desk_findings(office.desks.values())
        yield from staffing_findings(office, now)
        yield from vendor_findings(office, now)
        yield from checkup.database_findings(office, now)
        if settings.slack.mode == "socket":
            yield from checkup.socket_findings(office, now)
    finally:
        store.close()


def _slack(settings: Settings, now: datetime) -> Iterator[Finding]:
    desks = [build_desk(desk, settings) for desk in settings.desks]
    token = settings.slack.app_token if settings.slack.mode == "socket" else None
    yield from slack_findings(
        slack_client(settings),
        desks,
        app_token=token.get_secret_value() if token else None,
        now=now,
    )
