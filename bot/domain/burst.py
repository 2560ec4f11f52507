"""Bursts: so many requests about one system that it may be out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Burst:
    """How many requests about a system `within` a time may be an outage; 0 never are.

    About one system nobody is asked again for the time of `quiet`.
    """

    requests: int = 5
    within: timedelta = timedelta(minutes=30)
    quiet: timedelta = timedelta(hours=4)
