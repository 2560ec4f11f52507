"""Loading a recorded history from a file."""

from __future__ import annotations

import gc
import gzip
import sys
import zlib
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli import common
from bot.usecases.replay import loading
from bot.usecases.replay.lines import NotAHistory, read_attributes, read_recording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from zoneinfo import ZoneInfo

    from bot.settings import Settings
    from bot.usecases.replay.lines import Attributes, Recording, Refusal
    from bot.usecases.replay.loading import Job, Outcome

#: About a screenful; more of them would hide how it ended.
SHOWN = 20
REFUSED = 1

_file = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("file", type=_file)
@common.desk_option
@click.option("--tz", "zone_name", required=True, help="The time zone of times without an offset.")
@click.option("--requests", type=_file, help="Attributes of the requests, as a second file.")
@click.option("--strict", is_flag=True, help="Load nothing at all if a line is bad.")
@click.option("--report", type=click.Path(path_type=Path), help="Write every refused line here.")
@common.config_option
def replay(
    file: Path,
    desk_key: str,
    zone_name: str,
    *,
    requests: Path | None,
    strict: bool,
    report: Path | None,
    config: Path | None,
) -> None:
    """Load the history of another help desk (.csv or .csv.gz) into a desk.

    It can be run again at any time: what has been loaded is not loaded twice.
    """
    settings = common.read_settings(config)
    common.require_desk(settings, desk_key)
    with _without_searching_for_cycles():
        recording = _recording(file, common.a_zone(zone_name))
        attributes = _attributes(requests) if requests else {}
        outcome = _load(settings, desk_key, recording, attributes, strict=strict)
    _tell_refused(outcome.refused)
    if report:
        report.write_text("".join(f"{_spelled(one)}\n" for one in outcome.refused), "utf-8")
    click.echo(_summary(outcome, recording))
    sys.exit(REFUSED if outcome.refused else 0)


def _load(
    settings: Settings,
    desk_key: str,
    recording: Recording,
    attributes: Mapping[str, Attributes],
    *,
    strict: bool,
) -> Outcome:
    with common.opened(settings) as office:
        desk = office.desks[desk_key]
        job = loading.Job(recording=recording, desk=desk, attributes=attributes)
        problems = loading.problems(job) if strict else ()
        if problems:
            return loading.Outcome(refused=problems)
        with _progress(job) as progress:
            return loading.replay(office, job, progress=progress)


@contextmanager
def _progress(job: Job) -> Iterator[Callable[[int], None]]:
    total = len(job.recording.requests)
    # A bar that is not looked at would fill a log.
    hidden = not sys.stderr.isatty()
    with click.progressbar(length=total, label="Requests", file=sys.stderr, hidden=hidden) as bar:
        yield bar.update


@contextmanager
def _without_searching_for_cycles() -> Iterator[None]:
    """Spare the search among half a million values that hold no cycles: a fifth of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _recording(file: Path, zone: ZoneInfo) -> Recording:
    with _reading(file) as text:
        return read_recording(text, zone)


def _attributes(file: Path) -> dict[str, Attributes]:
    with _reading(file) as text:
        return read_attributes(text)


@contextmanager
def _reading(file: Path) -> Iterator[Iterator[str]]:
    """Open a file, packed or not; bytes that are no UTF-8 are left for their line to answer for."""
    opens = gzip.open if file.suffix == ".gz" else open
    try:
        with opens(file, "rt", encoding="utf-8-sig", errors="surrogateescape", newline="") as text:
            yield text
    except NotAHistory as error:
        message = f"{file}: {error}"
        raise common.Mistake(message) from None
    except (EOFError, OSError, zlib.error):
        message = f"{file} cannot be read to its end; nothing was loaded."
        raise common.Mistake(message) from None


def _tell_refused(refused: Sequence[Refusal]) -> None:
    for one in refused[:SHOWN]:
        click.echo(_spelled(one), err=True)
    more = len(refused) - SHOWN
    if more > 0:
        click.echo(f"... and {more} more; --report FILE lists them all.", err=True)


def _spelled(refusal: Refusal) -> str:
    return f"line {refusal.line}: {refusal.reason}"


def _summary(outcome: Outcome, recording: Recording) -> str:
    return (
        f"Lines: {outcome.taken} taken, {outcome.known} loaded before, "
        f"{recording.skipped} skipped (resolved_update), {len(outcome.refused)} refused. "
        f"Requests new or grown: {outcome.requests}."
    )
