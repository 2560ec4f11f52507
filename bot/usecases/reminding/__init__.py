"""Reminding people of requests, before a promise is broken and after it was forgotten."""

from __future__ import annotations

from bot.usecases.reminding.bundles import bundle_sent, tell_due
from bot.usecases.reminding.chasing import chaser_sent
from bot.usecases.reminding.round import remind_due

__all__ = [
    "bundle_sent",
    "chaser_sent",
    "remind_due",
    "tell_due",
]
