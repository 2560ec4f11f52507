"""CPU seconds of whole commands."""

from __future__ import annotations

import resource
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

FIRSTLINE = (sys.executable, "-c", "from bot.cli import main; main()")


def cpu_of(*command: str, environ: Mapping[str, str] | None = None) -> float:
    """Run a command to its end, quietly, and give the CPU seconds that it took.

    Raises `CalledProcessError` unless it ends well or with 1, a result with reservations.
    """
    before = _of_children()
    result = subprocess.run(  # noqa: S603 - The benchmarks write the commands.
        command, env=environ, check=False, capture_output=True
    )
    if result.returncode not in {0, 1}:
        raise subprocess.CalledProcessError(
            result.returncode, command, result.stdout, result.stderr
        )
    return _of_children() - before


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
