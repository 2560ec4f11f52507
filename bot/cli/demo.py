"""The demo and the tour: a help desk to try, without a Slack account."""

from __future__ import annotations

import errno
import logging
import signal
import sys
import threading
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator


@click.command()
@click.option("--tour", is_flag=True, help="Play a working day in the terminal and check it.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    show_default="a free one",
    help="Where the page is served.",
)
@click.option(
    "--keep",
    type=click.Path(file_okay=False, path_type=Path),
    help="A folder for database, settings and history; otherwise nothing is kept.",
)
def demo(*, tour: bool, port: int, keep: Path | None) -> None:
    """Try the desk in a browser, without Slack."""
    # What goes wrong on purpose or in passing is no news for somebody who looks around.
    logging.basicConfig(level=logging.ERROR)
    with _sandbox_installed():
        if tour:
            from bot.demo.tour import run_tour  # noqa: PLC0415 - it loads every library

            sys.exit(0 if run_tour(click.echo) else 1)
        _run(port, keep)


def _run(port: int, keep: Path | None) -> None:
    from bot.demo.live import run_demo  # noqa: PLC0415 - it loads every library

    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    with _folder(keep) as folder:
        try:
            run_demo(folder, port=port, stopped=stopped, tell=click.echo)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
            message = f"Port {port} is taken. Please choose another one, or none at all."
            raise click.ClickException(message) from None


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep is None:
        with TemporaryDirectory(prefix="firstline-") as name:
            yield Path(name)
    else:
        keep.mkdir(parents=True, exist_ok=True)
        yield keep.resolve()


@contextmanager
def _sandbox_installed() -> Iterator[None]:
    try:
        yield
    except ModuleNotFoundError as error:
        message = f"The demo needs {error.name}. Please install firstline[sandbox]."
        raise click.ClickException(message) from None
