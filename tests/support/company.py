"""A vendor for the tests, and what it is asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bot.domain.vendors.engagement import Engagement, engage
from bot.domain.vendors.vendor import Vendor

#: A Monday morning.
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

LENOVO = Vendor(
    id=0,
    desk_key="it",
    name="Lenovo",
    hours="mon-fri 09:00-17:00",
    zone="UTC",
    response=120,
    resolution=480,
    since=MONDAY,
)


def asked(now: datetime = MONDAY, **changes: object) -> Engagement:
    """Ask the vendor for help with request 7."""
    fresh: Any = engage(LENOVO, request_id=7, n=1, now=now)
    changed: Engagement = replace(fresh, id=1, **changes)
    return changed


def at(text: str) -> datetime:
    """Give an instant of that week, such as "03 10:30"."""
    return datetime.strptime(f"2026-03-{text} +0000", "%Y-%m-%d %H:%M %z")
