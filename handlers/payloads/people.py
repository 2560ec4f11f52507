"""Who somebody is, as Slack tells it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from handlers import limits
from handlers.payloads.reading import reading

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

#: The directory is read once a day.
_UNTIL_READ_AGAIN = timedelta(hours=36)
_LONGEST_NAME = 255
_LONGEST_ZONE = 64
_LONGEST_DEPARTMENT = 75


@reading()
def profile(user: Mapping[str, Any]) -> dict[str, object]:
    """Read what Slack says about a person, by the names of the columns it is kept in."""
    shown = user.get("profile") or {}
    names = (
        *(shown.get(kind) for kind in ("display_name", "real_name")),
        *(user.get(kind) for kind in ("real_name", "name")),
    )
    # Some names consist of characters that nobody can see.
    seen = (limits.one_line(name or "") for name in names)
    name = next(filter(None, seen), user["id"])
    return {
        "slack_id": user["id"],
        "name": limits.shorten(name, _LONGEST_NAME),
        "zone": (user.get("tz") or "UTC")[:_LONGEST_ZONE],
        "team_id": user.get("team_id"),
        "is_guest": bool(user.get("is_restricted") or user.get("is_ultra_restricted")),
        "is_external": bool(user.get("is_stranger")),
        "is_bot": bool(user.get("is_bot")) or user["id"] == "USLACKBOT",
        "deactivated": bool(user.get("deleted")),
    }


@reading()
def profiled(body: Mapping[str, Any]) -> Mapping[str, Any]:
    """Read whose profile an event tells about."""
    user: Mapping[str, Any] = body["event"]["user"]
    return user


@reading()
def department(told: Mapping[str, Any], field: str | None) -> dict[str, object]:
    """Read the department from a custom field of a profile; nothing if the profile has no fields.

    Not every method and event of Slack's gives the custom fields away.
    """
    fields = (told.get("profile") or {}).get("fields")
    if field is None or fields is None:
        return {}
    # Slack gives an empty list where there are no fields at all.
    entry = fields.get(field) if isinstance(fields, dict) else None
    value = limits.one_line(str((entry or {}).get("value") or ""))
    return {"department": limits.shorten(value, _LONGEST_DEPARTMENT)}


@reading()
def away_until(user: Mapping[str, Any], emoji: Collection[str], now: datetime) -> datetime | None:
    """Read until when somebody's status says that he is away; None if it does not.

    One without an end counts until it would have been read again, and a bit longer.
    """
    shown = user.get("profile") or {}
    if str(shown.get("status_emoji") or "").strip(":") not in emoji:
        return None
    ends = shown.get("status_expiration") or 0
    until = datetime.fromtimestamp(ends, UTC) if ends else now + _UNTIL_READ_AGAIN
    return until if until > now else None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupChange:
    """What has changed in a user group; `members` are all of them, if Slack says so."""

    group_id: str
    joined: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    members: tuple[str, ...] | None = None


@reading()
def group_change(body: Mapping[str, Any]) -> GroupChange:
    """Read `subteam_updated` or `subteam_members_changed`; a disabled group has no members."""
    event = body["event"]
    if event["type"] == "subteam_members_changed":
        return GroupChange(
            group_id=event["subteam_id"],
            joined=tuple(event.get("added_users") or ()),
            left=tuple(event.get("removed_users") or ()),
        )
    group = event["subteam"]
    users = () if group.get("date_delete") else group.get("users")
    return GroupChange(group_id=group["id"], members=tuple(users) if users is not None else None)
