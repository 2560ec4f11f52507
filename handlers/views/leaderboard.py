"""The leaderboard: the team's figures, and thanks to whoever agreed to be named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers.views.reports import SAMPLES, report

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handlers.views.blocks import Message


def leaderboard_message(lines: Sequence[str], title: str) -> Message:
    """Show the week's lines under `title`."""
    consent = "Nobody is named who has not agreed to it. To decide for yourself: /desk me"
    return report(title, lines, footer=f"{SAMPLES} {consent}")
