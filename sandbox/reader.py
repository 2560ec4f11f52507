"""Somebody who reads: which names they know, and which zone their clock shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .workspace import Workspace

# How the parts of a date format read; a person's client would use their own language.
_DATE_FORMATS = {
    "{date_num}": "%Y-%m-%d",
    "{date}": "%B %d, %Y",
    "{date_short}": "%b %d, %Y",
    "{date_long}": "%A, %B %d, %Y",
    "{date_pretty}": "%B %d, %Y",
    "{date_short_pretty}": "%b %d, %Y",
    "{date_long_pretty}": "%A, %B %d, %Y",
    "{day_divider_pretty}": "%A, %B %d",
    "{time}": "%H:%M",
    "{time_secs}": "%H:%M:%S",
    "{ago}": "%Y-%m-%d %H:%M",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Knows the names of people, groups and channels by id, and reads times in a zone."""

    names: Mapping[str, str] = field(default_factory=dict)
    zone: tzinfo = UTC

    def time(self, timestamp: float, form: str) -> str:
        """Fill a date format such as "{date_short} {time}" in."""
        moment = datetime.fromtimestamp(timestamp, self.zone)
        for part, pattern in _DATE_FORMATS.items():
            form = form.replace(part, moment.strftime(pattern))
        return form


def reader_in(workspace: Workspace, zone: tzinfo = UTC) -> Reader:
    """Return a reader who knows all people, groups and channels of a workspace."""
    people = {user.id: user.real_name for user in workspace.users.values()}
    channels = {channel.id: channel.name for channel in workspace.channels.values()}
    groups = {group.id: group.handle for group in workspace.groups.values()}
    return Reader(names=people | channels | groups, zone=zone)
