"""The digest: what happened, what is late and what comes next, each working day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers.views.reports import SAMPLES, report

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handlers.views.blocks import Message


def digest_message(lines: Sequence[str], title: str) -> Message:
    """Show the day's lines under `title`."""
    return report(title, lines, footer=SAMPLES)
