"""Who somebody is, as Slack tells it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from handlers import limits
from handlers.payloads.reading import reading

if TYPE_CHECKING:
    from collections.abc import Mapping

_PERSON = re.compile(r"[UW][A-Z0-9]{1,30}")
_LONGEST_NAME = 255


def is_person(text: str) -> bool:
    """Say whether a text has the shape of a person's Slack id."""
    return _PERSON.fullmatch(text) is not None


@reading()
def profile(user: Mapping[str, Any]) -> dict[str, object]:
    """Read what Slack says about a person, by the names of the columns it is kept in."""
    shown = user.get("profile") or {}
    name = shown.get("display_name") or shown.get("real_name") or user.get("real_name")
    return {
        "slack_id": user["id"],
        "name": limits.one_line(name or user.get("name") or user["id"])[:_LONGEST_NAME],
        "zone": user.get("tz") or "UTC",
        "team_id": user.get("team_id"),
        "is_guest": bool(user.get("is_restricted") or user.get("is_ultra_restricted")),
        "is_external": bool(user.get("is_stranger")),
        "is_bot": bool(user.get("is_bot")) or user["id"] == "USLACKBOT",
        "deactivated": bool(user.get("deleted")),
    }
