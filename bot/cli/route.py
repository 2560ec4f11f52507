"""`firstline route`: what changed settings would make of the requests there are."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

import click

from bot.cli import common
from bot.cli.tables import aligned
from bot.clock import SystemClock
from bot.usecases.placing.dry_run import DryRun, dry_run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.domain.desk import Desk

MACHINE: Final = "json"
_EVER: Final = datetime(1970, 1, 1, tzinfo=UTC)
_PROMISES: Final = {"respond_by": "First answer", "resolve_by": "Solution"}


@click.command()
@common.desk_option
@click.option("--dry-run", "is_dry", is_flag=True, help="Say what would differ; change nothing.")
@click.option("--since", help="Only requests filed since this day or instant.")
@click.option("--format", "form", type=click.Choice(["table", MACHINE]), default="table")
@common.config_option
def route(
    desk_key: str, *, is_dry: bool, since: str | None, form: str, config: Path | None
) -> None:
    """Route the requests of a desk once more by changed settings, and print what would differ."""
    if not is_dry:
        message = "Requests are routed once, as they are filed. Add --dry-run to try settings out."
        raise common.Mistake(message)
    settings = common.read_settings(config)
    common.require_desk(settings, desk_key)
    with common.opened(settings) as office:
        desk = office.desks[desk_key]
        start = common.an_instant(since, "--since", desk.calendar.zone) if since else _EVER
        found = dry_run(office, desk, start, SystemClock().now())
    if form == MACHINE:
        common.print_json(_as_json(found))
    else:
        click.echo("\n".join(_lines(desk, found)))


def _lines(desk: Desk, found: DryRun) -> Iterator[str]:
    yield f"{desk.name}: {found.differing} of {found.seen} requests would be routed differently."
    if found.unread:
        yield f"{found.unread} were left out: the rules ask for words, and theirs are gone."
    if found.moved:
        ordered = sorted(found.moved.items(), key=lambda one: (-one[1], one[0]))
        rows = [(*change, str(count)) for change, count in ordered]
        yield from ("", *aligned([("What", "Was", "Would be", "Requests"), *rows]))
    rows = [_promise(promise, found) for promise in _PROMISES if _decided(promise, found)]
    if rows:
        yield from ("", *aligned([("Promise", "Was met", "Would be met", "Decided"), *rows]))
    yield from ("", "Nothing was changed.")


def _promise(promise: str, found: DryRun) -> tuple[str, str, str, str]:
    many = _decided(promise, found)
    was, would_be = _met(promise, found)
    shares = (f"{100 * met / many:.1f} %" for met in (was, would_be))
    was_met, is_met = shares
    return _PROMISES[promise], was_met, is_met, str(many)


def _decided(promise: str, found: DryRun) -> int:
    return sum(count for (kind, *_), count in found.promises.items() if kind == promise)


def _met(promise: str, found: DryRun) -> tuple[int, int]:
    """Count how often a promise was met, and how often it would have been."""
    of_kind = [one for one in found.promises.items() if one[0][0] == promise]
    was = sum(count for (_, met, _), count in of_kind if met)
    return was, sum(count for (_, _, met), count in of_kind if met)


def _as_json(found: DryRun) -> dict[str, object]:
    return {
        "requests": found.seen,
        "left_out": found.unread,
        "differing": found.differing,
        "moved": [
            {"what": what, "was": was, "would_be": would_be, "requests": count}
            for (what, was, would_be), count in sorted(found.moved.items())
        ],
        "promises": {
            promise: dict(
                zip(
                    ("decided", "was_met", "would_be_met"),
                    (_decided(promise, found), *_met(promise, found)),
                    strict=True,
                )
            )
            for promise in _PROMISES
        },
    }
